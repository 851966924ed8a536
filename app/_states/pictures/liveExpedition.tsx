import { loadPart } from "@/app/_ui/loadPart";
import type { StateGroup } from "../state";

const LiveExpedition = loadPart(() => import("../expedition/LiveExpedition").then((module) => module.LiveExpedition));

export const liveExpedition: StateGroup = {
  title: "Expedition: to play",
  states: [
    {
      ...{ name: "expedition-live", title: "A practice expedition, without a chain" },
      draw: () => <LiveExpedition />,
      until: "canvas[aria-busy=false]",
    },
  ],
};

import { PlayScreen } from "@/app/play/PlayScreen";
import type { StateGroup } from "../state";
import { runningHour } from "../still";

export const liveExpedition: StateGroup = {
  title: "Expedition: to play",
  states: [
    {
      ...{ name: "expedition-live", title: "A practice expedition, without a chain" },
      knows: (sizes) => ({ isPlayed: true, page: { ...runningHour(sizes).page, operations: [] } }),
      draw: () => <PlayScreen />,
      until: "canvas[aria-busy=false]",
    },
  ],
};

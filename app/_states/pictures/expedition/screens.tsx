import type { Phase } from "@/app/_bridge/expedition/views";
import { PlayScreen } from "@/app/play/PlayScreen";
import type { Action } from "@/game/rules/actions";
import type { Sizes } from "../../sizes";
import type { State, StateGroup } from "../../state";
import { owning, runningHour } from "../../still";
import { worldAfter } from "../../stillPlay";
import { GroundPicture } from "./Ground";

const bush = 34 * 64 + 32;
const walk: Action = { type: "move", path: [...Array<"south">(6).fill("south")] };

type Past = Parameters<typeof worldAfter>[0];

/** The whole page over a still of the island, some time after the player set out. */
const screen = (name: string, title: string, phase: Phase, past: Past): State => ({
  ...{ name: `expedition-play${name}`, title },
  knows: (sizes: Sizes) => {
    const { game } = runningHour(sizes);
    return { game: { ...game, world: owning(worldAfter(past), sizes) } };
  },
  draw: () => <PlayScreen picture={<GroundPicture phase={phase} />} />,
});

export const expeditionScreens: StateGroup = {
  title: "Expedition: all of the page",
  states: [
    screen("", "By day, on the way", "day", {
      ...{ agoSeconds: 460, deeds: [{ type: "gather", tile: bush }, walk] },
    }),
    screen("-camp", "At a camp in the night", "night", {
      ...{ agoSeconds: 1_060, deeds: [{ type: "gather", tile: bush }] },
    }),
    screen("-late", "Time to turn back", "dusk", {
      ...{ plan: { length: 1 }, agoSeconds: 292, deeds: [{ type: "gather", tile: bush }, walk] },
    }),
    {
      ...screen("-given-up", "A practice was given up", "day", { agoSeconds: 460, deeds: [walk] }),
      press: ["tab-pack", "give-up", "give-up-confirm"].map((id) => `[data-testid=${id}]`),
      until: "[data-testid=back-to-practice]",
    },
    {
      ...{ name: "expedition-play-panel", title: "With a panel open", press: ["[data-testid=tab-errands]"] },
      draw: () => <PlayScreen picture={<GroundPicture />} />,
      until: "[data-testid=panel-errands] [data-testid=errand-slots]",
    },
    {
      ...{ name: "expedition-play-idle", title: "Between two expeditions" },
      knows: (sizes) => {
        const { game } = runningHour(sizes);
        return { game: { ...game, world: owning({ players: {}, days: {}, rooms: {} }, sizes) } };
      },
      draw: () => <PlayScreen picture={<GroundPicture />} />,
      until: "[data-testid=set-out]",
    },
    {
      ...{ name: "expedition-play-gone", title: "The hour is over and an expedition runs" },
      knows: (sizes) => {
        const { page, game } = runningHour(sizes);
        const session = page.session && { ...page.session, state: "expired" as const, end: "expired" as const };
        return { page: { ...page, phase: "ended", session }, game: { ...game, playable: false } };
      },
      draw: () => <PlayScreen picture={<GroundPicture />} />,
      until: "[role=dialog]",
    },
  ],
};

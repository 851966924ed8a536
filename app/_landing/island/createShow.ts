import { createCrowd } from "@/game/painter/createCrowd";
import type { Person } from "@/game/painter/listSprites";
import type { Island } from "@/game/rules/types";
import { createReplay } from "./createReplay";
import type { Heard } from "./readBlock";
import type { Deed, Recent } from "./readServer";

/** Who did nothing for this long is not playing now. */
const PLAYING_SECONDS = 180;
/** The camera stays with somebody who stands still for this long, before it turns to another. */
const STAY_MS = 8_000;
const GHOST_ALPHA = 0.6;

/** What the picture shows, for the words below it. */
export type ShowState =
  /** Nobody has answered yet. */
  | { kind: "asking" }
  /** These people play now. */
  | { kind: "live"; count: number }
  /** These people play now, and none of them on this island, as far as is known; the last walks may be shown again. */
  | { kind: "away"; count: number; isReplay: boolean }
  /** Nobody plays; the last walks are shown again. */
  | { kind: "replay" }
  /** Nobody plays, and there is nothing to show again. */
  | { kind: "quiet" }
  /** Who plays is not known; `isSample`: not even which island it is. */
  | { kind: "unknown"; isSample: boolean };

export type Show = ReturnType<typeof createShow>;

/**
 * Decides who is on the island: those who play on it now, or else the last ones again. Each expedition has an island of its own, so
 * whoever was not heard setting out for this one is not drawn. Time is the chain's: it moves on with each
 * block that is heard.
 * @param options.isStill For a picture that does not move: nothing is shown again.
 */
export function createShow(island: Island, { isStill }: { isStill: boolean }) {
  const crowd = createCrowd(island);
  /** Of the island for which each player set out last. */
  const seeds = new Map<string, number>();
  /** When each player did something last. */
  const seen = new Map<string, number>();
  let nowSeconds = 0;
  let replay: ReturnType<typeof createReplay>;
  /** Whether the newest deeds were read; undefined: not yet. */
  let isRead: boolean | undefined;
  let isLost = false;
  let ageMs = 0;
  let focus: string | undefined;
  let focusMs = 0;

  const turnTo = (player: string) => {
    if (focus !== undefined && focus !== player && ageMs - focusMs < STAY_MS) return;
    focus = player;
    focusMs = ageMs;
  };
  const isPlaying = (player: string) => nowSeconds - (seen.get(player) ?? Number.NEGATIVE_INFINITY) <= PLAYING_SECONDS;
  const stopReplay = () => {
    replay?.stop();
    replay = undefined;
    focus = undefined;
  };
  const isHere = (player: string) => seeds.get(player) === Number(island.seed);
  const hear = (deeds: readonly Deed[]) => {
    for (const { player, tile, seconds, seed } of deeds) {
      seen.set(player, seconds);
      if (seed !== undefined) seeds.set(player, seed);
      if (!isHere(player) && !replay) crowd.remove(player);
      if (tile === undefined || !isHere(player)) continue;
      if (replay) stopReplay();
      crowd.put(player, tile);
      turnTo(player);
    }
  };
  const leave = () => {
    for (const player of [...seen.keys()].filter((each) => !isPlaying(each))) {
      seen.delete(player);
      crowd.remove(player);
      if (focus === player) focus = undefined;
    }
  };

  return {
    /** The newest deeds: whoever stopped playing leaves; when nobody is left, the last walks begin. */
    begin(recent: Recent): void {
      stopReplay();
      isRead = !recent.isStale;
      // Old deeds would show people who left long ago.
      if (!isRead) return;
      nowSeconds = Math.max(nowSeconds, recent.nowSeconds);
      const walks = walksOn(recent.deeds, Number(island.seed));
      const last = new Map(recent.deeds.map(({ player, seconds }) => [player, seconds]));
      hear(recent.deeds.filter(({ player }) => nowSeconds - (last.get(player) ?? 0) <= PLAYING_SECONDS));
      leave();
      if (!isStill && ![...seen.keys()].some(isHere)) replay = createReplay(walks, crowd, turnTo);
    },
    /** A block of the stream. */
    hear(block: Heard): void {
      isLost = false;
      nowSeconds = Math.max(nowSeconds, block.seconds);
      hear(block.deeds);
      leave();
    },
    /** The newest deeds cannot be read. */
    fail(): void {
      isRead = false;
    },
    /** The stream is interrupted: from now on people may come and go unseen. */
    lose(): void {
      isLost = true;
    },
    update(deltaMs: number): void {
      ageMs += deltaMs;
      replay?.update(deltaMs);
      crowd.update(deltaMs);
    },
    people: (): readonly Person[] => crowd.list(replay ? GHOST_ALPHA : 1),
    /** Whom the camera follows; undefined: the camp. */
    focus: () => focus,
    state(): ShowState {
      const here = [...seen.keys()].filter(isHere).length;
      if (here > 0 && !isLost) return { kind: "live", count: here };
      if (seen.size > 0 && !isLost) return { kind: "away", count: seen.size, isReplay: replay !== undefined };
      if (isRead === undefined) return { kind: "asking" };
      if (!isRead || isLost) return { kind: "unknown", isSample: false };
      return { kind: replay ? "replay" : "quiet" };
    },
  };
}

/** The deeds of players while they are on an island, oldest first. */
function walksOn(deeds: readonly Deed[], seed: number): readonly Deed[] {
  const on = new Map<string, number>();
  return deeds.filter((deed) => {
    if (deed.seed !== undefined) on.set(deed.player, deed.seed);
    return on.get(deed.player) === seed;
  });
}

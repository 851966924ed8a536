import { describe, expect, it } from "vitest";
import { applyAction } from "@/game/rules/apply";
import { emptyWorld, newcomer } from "@/game/rules/player";
import type { Room, Scene, World } from "@/game/rules/types";
import { type Choices, firstChoices, toPlan, viewStart } from "./viewStart";

const NOW = 1_800_000_000;
const DAY = Math.floor(NOW / 86_400);
const none = () => undefined;
const open: World = { ...emptyWorld, days: { [DAY]: { block: 5, seed: 99 } } };

function sceneOf(world: World): Scene {
  return { world, self: "me", nowSeconds: NOW, block: 9, draws: { falls: none, day: none, room: none } };
}

/** The card in a world, of a session with this many seconds left. */
function cardOf(world: World, choices: Partial<Choices> = {}, keySeconds = 3_600) {
  const known = { scene: sceneOf(world), playUntil: NOW + keySeconds, isPlayable: true, isElsewhere: false };
  return viewStart({ ...firstChoices, ...choices }, { ...known, history: undefined, roomReading: "read" });
}

/** What the rules say to the plan of a card. */
function tryPlan(world: World, card: ReturnType<typeof cardOf>) {
  const plan = toPlan(card);
  return plan && applyAction(sceneOf(world), { type: "embark", plan });
}

describe("the card that sets out", () => {
  it("suggests the island of the day where it is drawn, and the rules accept it", () => {
    const card = cardOf(open);
    expect(card).toMatchObject({ plan: { mode: "daily", length: "dash" }, purses: [0, 20, 40], seed: "99" });
    expect(card.problem).toBeUndefined();
    expect(tryPlan(open, card)?.ok).toBe(true);
  });

  it("suggests practice while it is not, and says so to whoever chooses it", () => {
    expect(cardOf(emptyWorld)).toMatchObject({ plan: { mode: "practice" }, seed: "7" });
    expect(tryPlan(emptyWorld, cardOf(emptyWorld))?.ok).toBe(true);
    expect(cardOf(emptyWorld, { mode: "daily" }).problem).toBe("notOpen");
  });

  it("knows that today's island was played, also without having seen its points", () => {
    const profile = { ...newcomer.profile, lastDay: DAY + 1 };
    const card = cardOf({ ...open, players: { me: { ...newcomer, profile } } });
    expect(card).toMatchObject({ plan: { mode: "practice" }, playedToday: { points: undefined } });
  });

  it("takes a seed of 32 bits, and no other text", () => {
    expect(toPlan(cardOf(open, { mode: "practice", seed: "4294967295" }))?.of).toBe(4_294_967_295);
    for (const seed of ["4294967296", "-1", "1.5", "a", ""]) {
      expect(cardOf(open, { mode: "practice", seed }).problem, seed).toBe("seed");
    }
  });

  it("says which lengths outlast the key", () => {
    expect(Object.keys(cardOf(open, {}, 1_200).keyTooShort)).toEqual(["voyage"]);
    expect(Object.keys(cardOf(open, {}, 299).keyTooShort)).toEqual(["dash", "walk", "voyage"]);
  });

  it("waits for the end of a room, in which all end together", () => {
    const room: Room = { block: 5, seed: 3, startsAt: NOW + 600, length: 1 };
    const at = (startsAt: number) => ({ ...open, rooms: { 1: { ...room, startsAt } } });
    const inRoom = { mode: "room", room: "1" } as const;
    expect(cardOf(at(NOW + 600), inRoom, 899).keyTooShort).toEqual({ dash: NOW + 899 });
    expect(cardOf(at(NOW + 600), inRoom, 900).keyTooShort).toEqual({});
    expect(cardOf(at(NOW - 200), inRoom, 100).keyTooShort, "who comes late needs less").toEqual({});
    expect(cardOf(open, { mode: "room" }, 100).keyTooShort, "no room, no length").toEqual({});
  });

  it("finds a room by its number, with its own length, and knows when it is over", () => {
    const room: Room = { block: 5, seed: 3, startsAt: NOW + 42, length: 2 };
    const world = { ...open, rooms: { 1: room, 2: { ...room, startsAt: NOW - 1_200 } } };
    const card = cardOf(world, { mode: "room", room: "1" });
    expect(card).toMatchObject({ room: { number: 1, startsInSeconds: 42, length: "walk" }, plan: { length: "walk" } });
    expect(toPlan(card)).toMatchObject({ mode: 2, of: 1, length: 2 });
    expect(cardOf(world, { mode: "room", room: "2" }).room).toBe("over");
    expect(cardOf(world, { mode: "room", room: "3" }).room).toBe("unknown");
    expect(toPlan(cardOf(world, { mode: "room" }))).toBeUndefined();
  });
});

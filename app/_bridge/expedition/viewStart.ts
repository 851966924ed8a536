import { applyAction } from "@/game/rules/apply";
import { SAND_UNIT } from "@/game/rules/lookup";
import { type LengthRow, lengths } from "@/game/rules/numbers";
import { callingIds, lengthIds, placeIds } from "@/game/rules/plan";
import { readSelf } from "@/game/rules/player";
import { dayOf } from "@/game/rules/seeds";
import type * as Rules from "@/game/rules/types";
import type { History } from "./history";
import { lengthNames, placeNames, startTools } from "./names";
import { seedOfToday } from "./today";
import { type RoomReading, roomEnd, viewOpening, viewRoom } from "./viewRoom";
import type { Calling, Length, Plan, StartView } from "./views";

/** What a player has chosen so far. Absent: what the day suggests. */
export type Choices = {
  plan: Omit<Plan, "mode">;
  mode: Plan["mode"] | undefined;
  /** As typed. */
  seed: string | undefined;
  /** The number of a room, as typed. */
  room: string;
};

/** Nothing is spent: a newcomer has no Sand, and an empty purse counts most. */
export const firstChoices: Choices = {
  plan: { length: "dash", calling: "delver", tool: "lantern", purse: 0, start: "camp" },
  ...{ mode: undefined, seed: undefined, room: "" },
};

const callingNames: Readonly<Record<Rules.Calling, Calling>> = { 1: "forager", 2: "delver", 3: "courier" };
const MOST_SEED = 2 ** 32 - 1;

type Known = {
  scene: Rules.Scene;
  /** Until when the session can be played, Unix seconds; undefined without one. */
  playUntil: number | undefined;
  /** False until the session can play. */
  isPlayable: boolean;
  /** Another tab of this browser plays. */
  isElsewhere: boolean;
  /** The newest expedition of this visit. */
  history: History | undefined;
  /** How far the chain was asked for the chosen room. */
  roomReading: RoomReading;
};

/** The choices of whoever is invited to a room, or opened it. */
export const joining = (choices: Choices, room: number | undefined): Choices =>
  room === undefined ? choices : { ...choices, mode: "room", room: String(room) };

/** The card that sets out. */
export function viewStart(choices: Choices, known: Known): StartView {
  const { scene, playUntil, isPlayable, isElsewhere, history, roomReading } = known;
  const day = readToday(scene, history);
  const mode = choices.mode ?? (day.isOpen && !day.played ? "daily" : "practice");
  const room = viewRoom(scene, choices.room, roomReading);
  const length = mode === "room" && typeof room === "object" ? room.length : choices.plan.length;
  const seed = choices.seed ?? String(seedOfToday(scene.world, scene.nowSeconds));
  // All in a room end together, whenever they came.
  const endOf = (each: LengthRow) =>
    mode === "room" ? roomEnd(scene, room, lengthNames[each.id]) : scene.nowSeconds + each.seconds;
  const isKeyShort = (each: LengthRow) => playUntil !== undefined && endOf(each) > playUntil;
  const problem = isElsewhere
    ? "elsewhere"
    : mode === "daily" && !day.isOpen
      ? "notOpen"
      : mode === "practice" && toSeed(seed) === undefined
        ? "seed"
        : undefined;
  return {
    plan: { ...choices.plan, mode, length },
    keyTooShort: Object.fromEntries(
      lengths.flatMap((each) => (isKeyShort(each) ? [[lengthNames[each.id], playUntil]] : [])),
    ),
    purses: lengths.find(({ id }) => lengthNames[id] === length)?.purse ?? [0, 0, 0],
    sand: Number(readSelf(scene).profile.sand / SAND_UNIT),
    playedToday: day.played,
    ...{ seed, room, roomText: choices.room, opening: viewOpening(scene.nowSeconds, playUntil) },
    ...{ isBusy: !isPlayable && !isElsewhere },
    ...(problem && { problem }),
  };
}

/** A length as the contract counts it. */
export function toLengthId(length: Length): Rules.Length {
  return lengthIds.find((id) => lengthNames[id] === length) ?? 1;
}

/** The plan as the contract takes it; undefined while a seed or room is missing. */
export function toPlan({ plan, seed, room }: StartView): Rules.Plan | undefined {
  const length = toLengthId(plan.length);
  const calling = callingIds.find((id) => callingNames[id] === plan.calling);
  const start = placeIds.find((id) => placeNames[id] === plan.start);
  const of = plan.mode === "daily" ? 0 : plan.mode === "practice" ? toSeed(seed) : toRoom(room);
  if (!calling || start === undefined || of === undefined) return undefined;
  const mode = plan.mode === "daily" ? 0 : plan.mode === "practice" ? 1 : 2;
  return { mode, length, calling, tool: startTools.indexOf(plan.tool), purse: plan.purse, start, of };
}

function readToday(scene: Rules.Scene, history: History | undefined) {
  const { run, profile } = readSelf(scene);
  const today = dayOf(scene.nowSeconds);
  if (profile.lastDay === today + 1) {
    const ofDay = [history?.home === undefined ? undefined : { ...history.run, points: history.home }, run].find(
      (each) => each?.mode === 0,
    );
    return { isOpen: true, played: { points: ofDay?.points } };
  }
  const plan: Rules.Plan = { mode: 0, length: 1, calling: 1, tool: 0, purse: 0, start: 0, of: 0 };
  const outcome = applyAction(scene, { type: "embark", plan });
  return { isOpen: outcome.ok || outcome.reason !== "DayNotOpen", played: undefined };
}

function toSeed(text: string): number | undefined {
  const seed = /^\d{1,10}$/.test(text.trim()) ? Number(text) : Number.NaN;
  return seed <= MOST_SEED ? seed : undefined;
}

function toRoom(room: StartView["room"]): number | undefined {
  return typeof room === "object" ? room.number : undefined;
}

import { readClock } from "@/game/rules/clock";
import { priceLoad } from "@/game/rules/load";
import { nearestPlace, tileOfPlace, wayTo } from "@/game/rules/places";
import { namePlayer } from "@/game/rules/playerName";
import type { Seconds, Tile } from "@/game/rules/types";
import { lengthNames, modeNames, toolOf } from "../expedition/names";
import type { Length, Mode, Tool } from "../expedition/views";
import type { Runner, Runners } from "./runners";

/** Somebody who is out. Points are whole; `load` is what they carry, at the price of the nearest camp now. */
export type RunnerView = {
  /** The account, lowercase. */
  player: string;
  name: string;
  mode: Mode;
  length: Length;
  seed: number;
  tile: Tile;
  /** The way from the camp to them: "20 tiles east", or "here". */
  fromCamp: string;
  points: number;
  load: number;
  secondsLeft: number;
  worn: readonly Tool[];
};

/** An island, and how many are out on it. */
export type IslandView = { seed: number; isToday: boolean; count: number };

export function viewRunner(player: string, { run, pack }: Runner, nowSeconds: Seconds): RunnerView {
  const { tide } = readClock(run, nowSeconds);
  return {
    ...{ player, name: namePlayer(player), mode: modeNames[run.mode], length: lengthNames[run.length] },
    ...{ seed: run.seed, tile: run.tile, fromCamp: wayTo(tileOfPlace(0), run.tile), points: run.points },
    load: priceLoad(run, pack, tide, nearestPlace(run.tile).place),
    secondsLeft: run.endsAt - Math.floor(nowSeconds),
    worn: run.worn.filter((item) => item > 0).map(toolOf),
  };
}

/** Everybody who is out, on all islands: most points first; of equals who carries more. */
export function viewRunners(runners: Runners, nowSeconds: Seconds): readonly RunnerView[] {
  return Object.entries(runners)
    .filter(([, { run }]) => run.endsAt > nowSeconds)
    .map(([player, runner]) => viewRunner(player, runner, nowSeconds))
    .sort((a, b) => b.points - a.points || b.load - a.load || (a.player < b.player ? -1 : 1));
}

/**
 * The islands to choose among: that of today first, then those with the most people.
 * @param today Undefined: not drawn yet.
 */
export function viewIslands(people: readonly RunnerView[], today: number | undefined): readonly IslandView[] {
  const counts = new Map<number, number>(today === undefined ? [] : [[today, 0]]);
  for (const { seed } of people) counts.set(seed, (counts.get(seed) ?? 0) + 1);
  return [...counts]
    .map(([seed, count]) => ({ seed, count, isToday: seed === today }))
    .sort((a, b) => Number(b.isToday) - Number(a.isToday) || b.count - a.count || a.seed - b.seed);
}

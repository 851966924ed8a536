import type { Length } from "../../game/rules/types";
import { percentile } from "../testing/percentile.ts";
import { ACCOUNTS, HINDERED, type Results, TEN } from "./cells";
import type { Result } from "./play";
import { callings, careful, turns } from "./strategies";

// What tables and properties say of the results of one length.

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const mean = (values: readonly number[]) => sum(values) / Math.max(1, values.length);

function resultsOf(results: Results, name: string): readonly Result[] {
  const found = results[name];
  if (!found || found.length === 0) throw new Error(`Nothing was played of '${name}'.`);
  return found;
}

export const meanOf = (results: Results, name: string) => mean(resultsOf(results, name).map(({ points }) => points));

export function spreadOf(results: Results, name: string, percent: number): number {
  const points = resultsOf(results, name).map((result) => result.points);
  return percentile(points, percent) ?? Number.NaN;
}

/** Share of expeditions that did not come home. */
export const lostOf = (results: Results, name: string) =>
  mean(resultsOf(results, name).map(({ isHome }) => (isHome ? 0 : 1)));

/** Means of some cells, the best first. */
export function rank(results: Results, names: readonly string[]): readonly { name: string; mean: number }[] {
  return names.map((name) => ({ name, mean: meanOf(results, name) })).sort((a, b) => b.mean - a.mean);
}

export const bestOf = (results: Results) => rank(results, careful)[0]?.mean ?? Number.NaN;

/** What one cell has of another, on the islands of the one. */
export function ratio(results: Results, name: string, to: string): number {
  const these = resultsOf(results, name);
  const islands = new Set(these.map(({ island }) => island));
  const those = resultsOf(results, to).filter(({ island }) => islands.has(island));
  return mean(these.map(({ points }) => points)) / mean(those.map(({ points }) => points));
}

/** Points found in equal parts of the time, on average over the three callings. */
export function foundIn(results: Results, parts: number): readonly number[] {
  const all = callings.flatMap((name) => resultsOf(results, name));
  const each = (all[0]?.found.length ?? 0) / parts;
  return Array.from({ length: parts }, (_, part) =>
    mean(all.map(({ found }) => sum(found.slice(part * each, (part + 1) * each)))),
  );
}

/** Five minutes each; of a Dash minutes. */
export const PARTS: Readonly<Record<Length, number>> = { 1: 5, 2: 4, 3: 12 };

/** The better of turning home first and last, to the best between. */
export function endsOfTurning(results: Results): number {
  const points = Object.keys(turns).map((name) => ratio(results, name, "Delver, night"));
  return Math.max(points[0] ?? 0, points.at(-1) ?? 0) / Math.max(...points.slice(1, -1));
}

/** What the best of ten tries has more than one try. */
export function gainOfAccounts(results: Results): number {
  const points = resultsOf(results, TEN).map((result) => result.points);
  const groups = Array.from({ length: points.length / ACCOUNTS }, (_, i) =>
    points.slice(i * ACCOUNTS, (i + 1) * ACCOUNTS),
  );
  return mean(groups.map((group) => Math.max(...group))) / mean(points) - 1;
}

/** Points that another account in the same world has taken or given, over all islands. */
export function hindrance(results: Results): number {
  const alone = new Map(resultsOf(results, "Delver, night").map(({ island, points }) => [island, points]));
  return sum(
    resultsOf(results, HINDERED).map(({ island, points }) => Math.abs(points - (alone.get(island) ?? Number.NaN))),
  );
}

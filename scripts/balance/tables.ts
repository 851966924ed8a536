import { readLength } from "../../game/rules/clock";
import { lengths } from "../../game/rules/numbers";
import type { Length } from "../../game/rules/types";
import type { Results } from "./cells";
import { bestOf, foundIn, gainOfAccounts, hindrance, lostOf, meanOf, PARTS, rank, ratio, spreadOf } from "./measures";
import { describeVerdict, type Verdict } from "./properties";
import { callings, careful, handy, strategies, turns } from "./strategies";

export type AllResults = Readonly<Record<Length, Results>>;
type Read = (results: Results, length: Length) => string;
type Rows = Readonly<Record<string, Read>>;

const whole = (value: number) => Math.round(value).toLocaleString("en");
const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
const change = (share: number) => `${share < 1 ? "" : "+"}${percent(share - 1)}`;
const points =
  (name: string): Read =>
  (results) =>
    `${whole(meanOf(results, name))} (${percent(lostOf(results, name))})`;
const spread =
  (name: string): Read =>
  (results) =>
    `${whole(spreadOf(results, name, 10))} to ${whole(spreadOf(results, name, 90))}`;
const compare =
  (name: string, to: string): Read =>
  (results) =>
    change(ratio(results, name, to));
const behind =
  (place: number): Read =>
  (results) => {
    const calling = rank(results, callings)[place];
    return `${percent(1 - (calling?.mean ?? 0) / bestOf(results))} (${calling?.name.split(",")[0]})`;
  };

function rowsOf(names: readonly string[], read: (name: string) => Read, rename = (name: string) => name): Rows {
  return Object.fromEntries(names.map((name) => [rename(name), read(name)]));
}

/** A table with a column for each length. */
function print(title: string, all: AllResults, rows: Rows): void {
  console.log(`\n${title}`);
  const row = (read: Read) => Object.fromEntries(lengths.map(({ id, name }) => [name, read(all[id], id)]));
  console.table(Object.fromEntries(Object.entries(rows).map(([name, read]) => [name, row(read)])));
}

export function printTables(all: AllResults): void {
  const names = Object.keys(strategies);
  print("Points on average (share that did not come home)", all, rowsOf(names, points));
  print("Points: one in ten has less, one in ten more", all, rowsOf(names, spread));
  print("Against the best", all, {
    "the best": (results) => rank(results, careful)[0]?.name ?? "",
    newcomer: (results) => percent(meanOf(results, "newcomer") / bestOf(results)),
    "second calling is behind by": behind(1),
    "third calling is behind by": behind(2),
  });
  print("When to turn home: points of the Delver (lost)", all, rowsOf(Object.keys(turns), points));
  print("One thing changed", all, {
    ...rowsOf(
      callings,
      (name) => compare(`${name}, purse 0`, `${name}, purse 2`),
      (name) => `${name}: purse 0 to 2`,
    ),
    "Delver, night: post to camp": compare("Delver, night, from a post", "Delver, night"),
    ...rowsOf(
      handy,
      (name) => compare(`${name}, machine`, name),
      (name) => `${name}: machine to hand`,
    ),
    "best of ten accounts": (results) => change(1 + gainOfAccounts(results)),
    "another account in the same world": (results) => whole(hindrance(results)),
  });
  for (const { id, name } of lengths) {
    const parts = (count: number) => foundIn(all[id], count).map(whole).join(" ");
    const minutes = Math.round(readLength(id).seconds / 60 / PARTS[id]);
    console.log(`${name}, points found per ${minutes} min: ${parts(PARTS[id])}; per tide: ${parts(3)}`);
  }
}

/** Prints each property that was looked at, and at the end those that do not hold. */
export function printVerdicts(verdicts: readonly Verdict[]): void {
  console.log("\nProperties");
  console.table(
    verdicts.map(({ says, length, seen, allowed, holds }) => ({
      ...{ length: readLength(length).name, property: says, seen: Number(seen.toFixed(3)), allowed, holds },
    })),
  );
  const broken = verdicts.filter(({ holds }) => !holds);
  for (const each of broken) console.log(describeVerdict(each));
  if (broken.length === 0) console.log("Every property holds.");
}

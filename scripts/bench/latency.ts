import type { Figure } from "../../app/_bench/figure";
import { moments } from "../../app/_bridge/trace/moments";
import type { LatencySamples, Measured } from "../../e2e/fixtures/timing";
import { percentile } from "../testing/percentile.ts";

/** A row of the waterfall: what led to a moment, and its share of the whole. */
export type WaterfallRow = { what: string; p50: number; p95: number; share: number };

const at = (values: readonly number[], percent: number) => percentile(values, percent) ?? Number.NaN;
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
const named = (measures: readonly Measured[], name: string) => measures.filter((each) => each.name === name);
const lasted = (measures: readonly Measured[]) => measures.map(({ durationMs }) => durationMs);

/** From the press to each moment, by operation. */
function until(measures: readonly Measured[], name: string): readonly number[] {
  const wholes = new Map(named(measures, "hourglass").map(({ hash, startMs }) => [hash, startMs]));
  return named(measures, name).flatMap(({ hash, startMs, durationMs }) => {
    const beganMs = wholes.get(hash);
    return beganMs === undefined ? [] : [startMs + durationMs - beganMs];
  });
}

/** Figures of one run in the browser, each beside what is compared with it. */
export function readLatency({ firstActionMs, measures, door, raw, offline }: LatencySamples): readonly Figure[] {
  const part = "latency";
  const unit = "ms" as const;
  const drawn = lasted(named(measures, "hourglass.drawn"));
  const confirmed = lasted(named(measures, "hourglass"));
  const accepted = until(measures, "hourglass.accepted");
  const beside = (values: readonly number[], name: string, percent: number) => ({
    baseline: { name: `${name}, p${percent}`, value: at(values, percent) },
  });
  const served = door.filter(({ name }) => name === "door").map(({ durationMs }) => durationMs);
  const bundler = door.filter(({ name }) => name === "bundler").map(({ durationMs }) => durationMs);
  return [
    ...[50, 95].flatMap((percent): Figure[] => [
      {
        ...{ part, unit, name: `press to drawn, p${percent}`, value: at(drawn, percent) },
        ...beside(offline, "without a network", percent),
      },
      {
        ...{ part, unit, name: `press to confirmed, p${percent}`, value: at(confirmed, percent) },
        ...beside(raw, "a raw transaction", percent),
      },
      { part, unit, name: `press to accepted, p${percent}`, value: at(accepted, percent) },
    ]),
    {
      ...{ part, unit, name: "the bundler’s door, p50", value: at(served, 50) },
      ...beside(bundler, "the bundler behind it", 50),
    },
    { part, unit, name: "a guest’s first action from a cold page", value: firstActionMs },
  ];
}

/** What led to each moment of an operation, on average and at worst. The bundler's transaction is seen from outside. */
export function readWaterfall({ measures, bundled }: LatencySamples): readonly WaterfallRow[] {
  const wholeMs = mean(lasted(named(measures, "hourglass")));
  const sentAt = new Map(bundled.map(({ hash, atMs }) => [hash, atMs]));
  return moments.flatMap(({ name, what }) => {
    const these = named(measures, `hourglass.${name}`);
    const row = (words: string, values: readonly number[], isBeside = false): WaterfallRow => ({
      ...{ what: words, p50: Math.round(at(values, 50)), p95: Math.round(at(values, 95)) },
      share: isBeside ? 0 : Math.round((100 * mean(values)) / wholeMs),
    });
    if (these.length === 0) return [];
    if (name !== "mined") return [row(what, lasted(these), name === "drawn")];
    const split = these.flatMap(({ hash, startMs, durationMs }) => {
      const atMs = sentAt.get(hash ?? "");
      return atMs === undefined ? [] : [{ before: Math.max(0, atMs - startMs), after: startMs + durationMs - atMs }];
    });
    return [
      row(
        "The bundler sends its transaction",
        split.map(({ before }) => before),
      ),
      row(
        what,
        split.map(({ after }) => after),
      ),
    ];
  });
}

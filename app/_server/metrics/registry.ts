/** The description of one metric in Prometheus' text format. */
type Description = { help: string; type: "counter" | "gauge" | "histogram" };

export type Labels = Readonly<Record<string, string>>;

/** One sample of a gauge, taken on request. */
export type Sample = { name: string; help: string; labels?: Labels; value: number };

export type Registry = {
  /** Counts one more. */
  count: (name: string, help: string, labels: Labels, by?: number) => void;
  /** Adds a duration to a histogram. */
  observe: (name: string, help: string, labels: Labels, seconds: number) => void;
  /** All counters and the current gauges, in Prometheus' text format 0.0.4. */
  render: (gauges: readonly Sample[]) => string;
};

/** Upper limits of the histogram's buckets: a proxied call takes milliseconds, a hanging part times out after seconds. */
const BUCKETS_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] as const;

/** Most series of one metric. Labels are words of this code, never from a request; this limit is the safeguard. */
const MAX_SERIES = 128;

/** The label of everything beyond the limit. */
const OTHER = "other";

type Histogram = { buckets: number[]; sum: number; count: number };

/**
 * Counts in this process's memory.
 * @returns An empty registry.
 */
export function createRegistry(): Registry {
  const described = new Map<string, Description>();
  const counters = new Map<string, Map<string, number>>();
  const histograms = new Map<string, Map<string, Histogram>>();

  return {
    count(name, help, labels, by = 1) {
      described.set(name, { help, type: "counter" });
      const series = own(counters, name);
      const key = keyOf(series, labels);
      series.set(key, (series.get(key) ?? 0) + by);
    },
    observe(name, help, labels, seconds) {
      described.set(name, { help, type: "histogram" });
      const series = own(histograms, name);
      const key = keyOf(series, labels);
      const histogram = series.get(key) ?? { buckets: BUCKETS_SECONDS.map(() => 0), sum: 0, count: 0 };
      const first = BUCKETS_SECONDS.findIndex((end) => seconds <= end);
      if (first >= 0) histogram.buckets[first] = (histogram.buckets[first] ?? 0) + 1;
      histogram.sum += seconds;
      histogram.count += 1;
      series.set(key, histogram);
    },
    render(gauges) {
      const blocks = new Map<string, string[]>();
      const block = (name: string, { help, type }: Description) => {
        const lines = blocks.get(name) ?? [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`];
        blocks.set(name, lines);
        return lines;
      };
      for (const [name, description] of described) {
        const lines = block(name, description);
        for (const [key, value] of counters.get(name) ?? []) lines.push(`${name}${braced(key)} ${value}`);
        for (const [key, value] of histograms.get(name) ?? []) lines.push(...renderHistogram(name, key, value));
      }
      for (const { name, help, labels = {}, value } of gauges) {
        block(name, { help, type: "gauge" }).push(`${name}${braced(toText(labels))} ${value}`);
      }
      return `${[...blocks.values()].flat().join("\n")}\n`;
    },
  };
}

function renderHistogram(name: string, key: string, { buckets, sum, count }: Histogram): string[] {
  const lines: string[] = [];
  let below = 0;
  for (const [index, end] of [...BUCKETS_SECONDS, Number.POSITIVE_INFINITY].entries()) {
    below = Number.isFinite(end) ? below + (buckets[index] ?? 0) : count;
    const label = `le="${Number.isFinite(end) ? end : "+Inf"}"`;
    lines.push(`${name}_bucket${braced(key ? `${key},${label}` : label)} ${below}`);
  }
  return [...lines, `${name}_sum${braced(key)} ${sum}`, `${name}_count${braced(key)} ${count}`];
}

function own<Value>(all: Map<string, Map<string, Value>>, name: string): Map<string, Value> {
  const series = all.get(name) ?? new Map<string, Value>();
  all.set(name, series);
  return series;
}

function keyOf(series: ReadonlyMap<string, unknown>, labels: Labels): string {
  const key = toText(labels);
  if (series.has(key) || series.size < MAX_SERIES) return key;
  return toText(Object.fromEntries(Object.keys(labels).map((label) => [label, OTHER])));
}

function toText(labels: Labels): string {
  return Object.entries(labels)
    .map(([label, value]) => `${label}="${value.replace(/[\\"]/g, "\\$&").replace(/\n/g, "\\n")}"`)
    .join(",");
}

const braced = (key: string) => (key ? `{${key}}` : "");

/** Frame times of one part of a run, in milliseconds. */
export type Frames = { count: number; p50: number; p95: number; p99: number; perSecond: number };

/** The value below which this share of the samples lies; NaN without samples. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export function readFrames(samples: readonly number[]): Frames {
  const totalMs = samples.reduce((sum, each) => sum + each, 0);
  return {
    count: samples.length,
    p50: percentile(samples, 0.5),
    p95: percentile(samples, 0.95),
    p99: percentile(samples, 0.99),
    perSecond: (samples.length / totalMs) * 1000,
  };
}

/** One line of the report. */
export function describeFrames(name: string, { count, p50, p95, p99, perSecond }: Frames): string {
  const ms = (value: number) => value.toFixed(1).padStart(7);
  return `${name.padEnd(28)} ${ms(p50)} ${ms(p95)} ${ms(p99)} ${perSecond.toFixed(1).padStart(9)} ${String(count).padStart(7)}`;
}

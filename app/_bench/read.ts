import saved from "@/docs/bench.json";

/** Something that was measured, beside what it is compared with in the same run (scripts/bench/figure.ts). */
export type Figure = {
  part: string;
  name: string;
  value: number;
  unit: string;
  baseline?: { name: string; value: number };
};

/** What `npm run bench -- --save` wrote, its figures by part. */
export function readBench() {
  const { noisy, ...run } = saved as typeof saved & { noisy: readonly string[] };
  const figures: readonly Figure[] = saved.figures;
  const parts = [...new Set(figures.map(({ part }) => part))];
  return {
    ...run,
    parts: parts.map((name) => ({ name, figures: figures.filter(({ part }) => part === name) })),
    isNoisy: ({ part, name }: Figure) => noisy.includes(`${part}: ${name}`),
  };
}

import saved from "@/docs/bench.json";
import { type Bench, type Figure, nameOf } from "./figure";

/** What `npm run bench -- --save` wrote, its figures by part. */
export function readBench() {
  const { figures, noisy, ...run } = saved as Bench;
  const parts = [...new Set(figures.map(({ part }) => part))];
  return {
    ...run,
    parts: parts.map((name) => ({ name, figures: figures.filter(({ part }) => part === name) })),
    isNoisy: (figure: Figure) => noisy.includes(nameOf(figure)),
  };
}

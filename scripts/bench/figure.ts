/** Something that was measured, beside what it is compared with in the same run. */
export type Figure = {
  part: string;
  name: string;
  value: number;
  unit: "ms" | "gas" | "kB" | "frames/s";
  baseline?: { name: string; value: number };
};

/** What `npm run bench` writes, and `/bench` shows. */
export type Bench = {
  machine: string;
  commit: string;
  date: string;
  figures: readonly Figure[];
  noisy: readonly string[];
};

/** Two runs on the same machine differ by less, or the figure is noisy. */
const NOISY = 0.15;

export const nameOf = ({ part, name }: Figure): string => `${part}: ${name}`;

/** How often the baseline goes into it; undefined without one. */
export const ratioOf = ({ value, baseline }: Figure): number | undefined => baseline && value / baseline.value;

/**
 * Names the figures whose ratio to their baseline moved between two runs: nothing follows from those.
 * @param before Of the same machine.
 */
export function findNoisy(before: readonly Figure[], now: readonly Figure[]): readonly string[] {
  const ratios = new Map(before.map((figure) => [nameOf(figure), ratioOf(figure)]));
  return now
    .filter((figure) => {
      const [was, is] = [ratios.get(nameOf(figure)), ratioOf(figure)];
      return was !== undefined && is !== undefined && Math.abs(is / was - 1) > NOISY;
    })
    .map(nameOf);
}

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

export const nameOf = ({ part, name }: Figure): string => `${part}: ${name}`;

/** The figure divided by its baseline; undefined without one. */
export const ratioOf = ({ value, baseline }: Figure): number | undefined => baseline && value / baseline.value;

import { type Hex, size, slice } from "viem";

/** One immutable value of a contract: what it is, and where it stands in the code. Places in bytes. */
export type Immutable = { label: string; places: readonly { start: number; length: number }[] };

/** Code and its immutables. */
export type CodeForm = { code: Hex; immutables: readonly Immutable[] };

/**
 * Reads values out of code that runs.
 * @throws Error when something else runs there.
 */
export function readImmutables(live: Hex, form: CodeForm): Map<string, Hex> {
  if (!isForm(live, form)) throw new Error("Other code runs there than was put there.");
  return new Map(
    form.immutables.map(({ label, places }) => {
      const [first] = places;
      return [label, first ? slice(live, first.start, first.start + first.length) : "0x"];
    }),
  );
}

/**
 * Puts values into code.
 * @throws Error when a value is missing or has another size.
 */
export function writeImmutables({ code, immutables }: CodeForm, values: ReadonlyMap<string, Hex>): Hex {
  let text = code.slice(2);
  for (const { label, places } of immutables) {
    const value = values.get(label);
    for (const { start, length } of places) {
      if (value === undefined || size(value) !== length) throw new Error(`No value of ${length} bytes for ${label}.`);
      text = text.slice(0, start * 2) + value.slice(2) + text.slice((start + length) * 2);
    }
  }
  return `0x${text}`;
}

/** Whether code that runs is a form with values in it: the same but for immutables, of which each has one value everywhere. */
export function isForm(live: Hex, form: CodeForm): boolean {
  if (size(live) !== size(form.code)) return false;
  const hasOneValue = form.immutables.every(
    ({ places }) => new Set(places.map(({ start, length }) => slice(live, start, start + length))).size <= 1,
  );
  return hasOneValue && blank(live, form.immutables) === blank(form.code, form.immutables);
}

function blank(code: Hex, immutables: readonly Immutable[]): string {
  let text: string = code;
  for (const { start, length } of immutables.flatMap(({ places }) => places)) {
    const from = 2 + start * 2;
    text = text.slice(0, from) + "0".repeat(length * 2) + text.slice(from + length * 2);
  }
  return text.toLowerCase();
}

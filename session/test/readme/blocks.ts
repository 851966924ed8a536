/** A block of code of a document, and its name. */
export type Block = { name: string; code: string };

/**
 * The code in a document: every TypeScript block, in order.
 * @param text Markdown whose `ts` blocks are each marked `<!-- block: name -->` in the line before.
 * @returns The blocks.
 * @throws Error for a block without a name, or with another block's name.
 */
export function readBlocks(text: string): Block[] {
  const blocks = [...text.matchAll(/(?:<!-- block: (\w+) -->\n)?^```tsx?\n([\s\S]*?)^```$/gm)];
  const named = blocks.map(([, name, code = ""]) => {
    if (!name) throw new Error(`This block has no name:\n${code}`);
    return { name, code };
  });
  const names = named.map(({ name }) => name);
  if (new Set(names).size < names.length) throw new Error(`Two blocks have one name: ${names.join(", ")}`);
  return named;
}

/**
 * One program of all blocks, as a reader would have it after the last.
 * @param blocks In order; a later one can use names of earlier ones.
 * @param given Module that exports the ABIs and the type `Given`, whose members the blocks may use.
 * @param names Those members.
 * @returns A module that exports `run(given)`, which returns `sessions`.
 */
export function toProgram(blocks: readonly Block[], given: string, names: readonly string[]): string {
  const bodies = blocks.map(({ name, code }) => ({ name, ...splitImports(code) }));
  return [
    ...new Set(bodies.flatMap(({ imports }) => imports)),
    `import { abi, type Given, shopAbi, tokenAbi } from "${given}";`,
    "export const abis = [abi, shopAbi, tokenAbi];",
    `export async function run({ ${names.join(", ")} }: Given) {`,
    ...bodies.map(({ name, body }) => `// ${name}\n${body}`),
    "return sessions;",
    "}",
    "",
  ].join("\n");
}

/** Imports must be at the top of a module; in a document, they are where they are first needed. */
function splitImports(code: string): { imports: string[]; body: string } {
  const pattern = /^import [\s\S]*?;\n/gm;
  return { imports: [...code.matchAll(pattern)].map(([line]) => line.trim()), body: code.replace(pattern, "") };
}

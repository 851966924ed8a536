import { type Node, type Place, spanOf, walk } from "../stack/solidity/syntax.ts";
import { type Edit, OPERATORS } from "./operators.ts";

/** One broken version of one file. */
export type Mutant = {
  /** What is broken where, in words that stay when lines move: survivors are explained by it. */
  id: string;
  file: string;
  contract: string;
  operator: string;
  start: number;
  end: number;
  becomes: string;
};

/** All mutants of a file, in the order of its text. */
export function generate(file: string, content: string, tree: Node): Mutant[] {
  // solc counts bytes, and comments hold more than ASCII.
  const bytes = Buffer.from(content);
  const slice = (start: number, end: number) => bytes.subarray(start, end).toString();
  const text = (node: Node) => slice(spanOf(node).start, spanOf(node).end);
  const found: (Mutant & { node: Node })[] = [];
  for (const place of walk(tree)) {
    const contract = contractOf(place);
    if (contract === undefined) continue;
    for (const { operator, node, becomes, isStatement } of OPERATORS.flatMap((operate) => operate(place, text))) {
      const { start, end: last } = spanOf(node);
      const end = isStatement ? bytes.indexOf(";", last) + 1 : last;
      const id = `${contract}.${nameOf(place, node)} | ${operator} | ${flat(text(node))}${isRemoval(becomes) ? "" : ` → ${flat(becomes)}`}`;
      found.push({ id, file, contract, operator, start, end, becomes, node });
    }
  }
  return numbered(withoutTwins(found).sort((a, b) => a.start - b.start || a.end - b.end)).map(
    ({ node: _, ...mutant }) => mutant,
  );
}

/** The file with the mutant in it. */
export function apply(content: string, { start, end, becomes }: Pick<Mutant, "start" | "end" | "becomes">): string {
  const bytes = Buffer.from(content);
  return bytes.subarray(0, start).toString() + becomes + bytes.subarray(end).toString();
}

/** The contract or library that a place belongs to; interfaces and what stands outside have nothing to break. */
function contractOf({ above }: Place): string | undefined {
  const contract = above.find(({ nodeType }) => nodeType === "ContractDefinition");
  return contract?.contractKind === "interface" ? undefined : contract?.name;
}

function nameOf({ node, above }: Place, edited: Edit["node"]): string {
  const callable = [...above, node].find(({ nodeType }) => /^(Function|Modifier)Definition$/.test(nodeType));
  if (callable) return callable.name || callable.kind || "";
  return [...above, node, edited].find(({ nodeType }) => nodeType === "VariableDeclaration")?.name ?? "";
}

const flat = (text: string) => text.replace(/\s+/g, " ").trim();
const isRemoval = (becomes: string) => becomes === "" || becomes === "{}";

/** Two operators may come to the same text. */
function withoutTwins<T extends Mutant>(mutants: T[]): T[] {
  return [...new Map(mutants.map((mutant) => [`${mutant.start} ${mutant.end} ${mutant.becomes}`, mutant])).values()];
}

/** The same words may be broken twice in one function: the second is told apart by its number. */
function numbered<T extends { id: string }>(mutants: T[]): T[] {
  const seen = new Map<string, number>();
  return mutants.map((mutant) => {
    const count = (seen.get(mutant.id) ?? 0) + 1;
    seen.set(mutant.id, count);
    return count === 1 ? mutant : { ...mutant, id: `${mutant.id} #${count}` };
  });
}

type Texts = "name" | "kind" | "operator" | "memberName" | "functionSelector" | "contractKind" | "mutability";
type Parts =
  | ("expression" | "leftExpression" | "rightExpression" | "condition" | "trueBody" | "falseBody" | "trueExpression")
  | ("falseExpression" | "loopExpression" | "initializationExpression" | "returnParameters");

/** A node of solc's syntax tree, with the fields that are read here; each kind of node has a few of them. */
export type Node = {
  id: number;
  nodeType: string;
  /** Start, length and file, in bytes: "12:5:0". */
  src: string;
  /** Of a literal its text, of a declaration what it is set to. */
  value?: Node | string | null;
  typeDescriptions?: { typeString?: string | null } | null;
  constant?: boolean;
} & { [Field in Texts]?: string } & { [Field in Parts]?: Node | null } & {
  [Field in "nodes" | "statements" | "arguments" | "parameters"]?: Node[];
};

/** A node with all that stand above it, the nearest last. */
export type Place = { node: Node; above: readonly Node[] };

/** The Solidity type of an expression, as the compiler names it: `uint48`, `bytes calldata`, `int_const 3`. */
export const typeOf = (node: Node | null | undefined): string => node?.typeDescriptions?.typeString ?? "";

/** A declaration that the compiler computes. */
export const isConstant = (node: Node) => node.nodeType === "VariableDeclaration" && node.constant === true;

/** Where a node stands in its file, in bytes. */
export function spanOf(node: Node): { start: number; end: number } {
  const [start = Number.NaN, length = Number.NaN] = node.src.split(":").map(Number);
  return { start, end: start + length };
}

const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && "nodeType" in value && typeof value.nodeType === "string";

/** All nodes, in the order of the text as far as the tree keeps it. */
export function* walk(node: Node, above: readonly Node[] = []): Generator<Place> {
  yield { node, above };
  const below = [...above, node];
  for (const child of Object.values(node).flat()) if (isNode(child)) yield* walk(child, below);
}

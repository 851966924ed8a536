/** A node of solc's syntax tree. Only what every node has is typed: the tree is the compiler's, and read with care. */
export type Node = { nodeType: string; src: string; [field: string]: unknown };

/** A node with all that stand above it, the nearest last. */
export type Place = { node: Node; above: readonly Node[] };

const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && typeof (value as Node).nodeType === "string";

/** The node in a field, if one is there. */
export function nodeIn(node: Node | undefined, field: string): Node | undefined {
  const value = node?.[field];
  return isNode(value) ? value : undefined;
}

/** The nodes in a field that holds a list. */
export function nodesIn(node: Node | undefined, field: string): Node[] {
  const value = node?.[field];
  return Array.isArray(value) ? value.filter(isNode) : [];
}

/** The text in a field, or an empty one. */
export function textIn(node: Node | undefined, field: string): string {
  const value = node?.[field];
  return typeof value === "string" ? value : "";
}

/** The Solidity type of an expression, as the compiler names it: `uint48`, `bytes calldata`, `int_const 3`. */
export function typeOf(node: Node | undefined): string {
  const types = node?.typeDescriptions;
  return typeof types === "object" && types !== null && "typeString" in types ? String(types.typeString) : "";
}

/** A declaration that the compiler computes. */
export const isConstant = (node: Node) => node.nodeType === "VariableDeclaration" && node.constant === true;

/** Where a node stands in its file, in bytes. */
export function spanOf(node: Node): { start: number; end: number } {
  const [start = Number.NaN, length = Number.NaN] = node.src.split(":").map(Number);
  return { start, end: start + length };
}

/** All nodes, in the order of the text as far as the tree keeps it. */
export function* walk(node: Node, above: readonly Node[] = []): Generator<Place> {
  yield { node, above };
  const below = [...above, node];
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) yield* walk(child, below);
  }
}

import { nodeIn, textIn, typeOf } from "../syntax.ts";
import type { Operator } from "./operator.ts";

const NEIGHBOURS: Record<string, string[]> = {
  "<": ["<="],
  "<=": ["<"],
  ">": [">="],
  ">=": [">"],
  "==": ["<=", ">="],
};

/** Moves a limit by one, and lets an equality of numbers be met from below or from above. */
export const weakenComparison: Operator = ({ node, above }, text) => {
  // A loop that goes one too far meets the end of its array.
  if (node.nodeType !== "BinaryOperation" || above.at(-1)?.nodeType === "ForStatement") return [];
  const [left, right] = [nodeIn(node, "leftExpression"), nodeIn(node, "rightExpression")];
  const operator = textIn(node, "operator");
  if (!left || !right) return [];
  const isEquality = operator === "==";
  // Other types know no order that means something.
  if (isEquality && !/^u?int/.test(typeOf(nodeIn(node, "leftExpression")))) return [];
  // Nothing is below zero: `<=` is `==` there.
  const isZero = isEquality && text(right) === "0";
  return (NEIGHBOURS[operator] ?? [])
    .filter((other) => !(isZero && other === "<="))
    .map((other) => ({ operator: "weaken comparison", node, becomes: `${text(left)} ${other} ${text(right)}` }));
};

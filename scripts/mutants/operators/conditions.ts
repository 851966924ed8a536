import { type Node, nodeIn, textIn } from "../syntax.ts";
import type { Operator } from "./operator.ts";

/** Forgets one side of `&&` and `||`. */
export const dropOperand: Operator = ({ node }, text) => {
  const operator = textIn(node, "operator");
  if (node.nodeType !== "BinaryOperation" || !["&&", "||"].includes(operator)) return [];
  const [left, right] = [nodeIn(node, "leftExpression"), nodeIn(node, "rightExpression")];
  // As with sums: each member of a chain once.
  return (textIn(left, "operator") === operator ? [left] : [left, right])
    .filter((side): side is Node => side !== undefined)
    .map((kept) => ({ operator: "drop operand", node, becomes: `(${text(kept)})` }));
};

/** Takes an `if`, a `while` or a `? :` always the one way, and always the other. */
export const decideCondition: Operator = ({ node }, text) => {
  const condition = nodeIn(node, "condition");
  if (!condition) return [];
  const decided = (becomes: string) => ({ operator: "decide condition", node: condition, becomes });
  switch (node.nodeType) {
    case "IfStatement":
      return [decided("true"), decided("false")];
    case "WhileStatement":
      // Always true would only never end.
      return text(condition) === "true" ? [] : [decided("false")];
    case "Conditional":
      return [nodeIn(node, "trueExpression"), nodeIn(node, "falseExpression")]
        .filter((side): side is Node => side !== undefined)
        .map((kept) => ({ operator: "decide condition", node, becomes: `(${text(kept)})` }));
    default:
      return [];
  }
};

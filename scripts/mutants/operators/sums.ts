import { isConstant, nodeIn, textIn } from "../syntax.ts";
import type { Operator } from "./operator.ts";

const EITHER = ["+", "-", "|", "^"];
const LEFT_ONLY = ["*", "/", "%", "<<", ">>", "&"];

/** Forgets a term of a sum, a factor, a shift or a mask. */
export const dropTerm: Operator = ({ node, above }, text) => {
  if (node.nodeType !== "BinaryOperation" || above.some(isConstant)) return [];
  const [left, right] = [nodeIn(node, "leftExpression"), nodeIn(node, "rightExpression")];
  const operator = textIn(node, "operator");
  // A chain is a tree that leans to the left: this forgets each of its members once.
  const isChained = textIn(left, "operator") === operator;
  const kept = !EITHER.includes(operator) && !LEFT_ONLY.includes(operator) ? [] : [left];
  if (EITHER.includes(operator) && !isChained) kept.push(right);
  return kept
    .filter((side) => side !== undefined)
    .map((side) => ({ operator: "drop term", node, becomes: `(${text(side)})` }));
};

/** Lets a running sum wrap instead of revert. */
export const uncheckSum: Operator = ({ node, above }, text) => {
  const assignment = nodeIn(node, "expression");
  const isSum = assignment?.nodeType === "Assignment" && ["+=", "-="].includes(textIn(assignment, "operator"));
  if (node.nodeType !== "ExpressionStatement" || !isSum) return [];
  const isStep = nodeIn(above.at(-1), "loopExpression") === node;
  if (isStep || above.some(({ nodeType }) => nodeType === "UncheckedBlock")) return [];
  // In braces of its own: an `if` does not take the block alone.
  return [{ operator: "uncheck sum", node, becomes: `{ unchecked { ${text(node)}; } }`, isStatement: true }];
};

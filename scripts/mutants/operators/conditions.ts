import { type Node, nodeIn, nodesIn, textIn } from "../syntax.ts";
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
      // Always refusing is no rule that was lost: any test sees it.
      return refuses(nodeIn(node, "trueBody")) ? [decided("false")] : [decided("true"), decided("false")];
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

/** Whether a body does nothing but revert, or call the one function that does. */
function refuses(body: Node | undefined): boolean {
  const statements = nodesIn(body, "statements");
  const only = statements.length > 0 ? statements[0] : body;
  const called = nodeIn(nodeIn(only, "expression"), "expression");
  return statements.length < 2 && (only?.nodeType === "RevertStatement" || /^_?refuse/.test(textIn(called, "name")));
}

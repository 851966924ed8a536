import { type Node, nodeIn, nodesIn, textIn } from "../syntax.ts";
import type { Operator } from "./operator.ts";

const CHECKS = ["require", "assert"];

/** Whether a statement is a call of `require` or `assert`. */
export const isCheck = (call: Node | undefined) =>
  call?.nodeType === "FunctionCall" && CHECKS.includes(textIn(nodeIn(call, "expression"), "name"));

/** Whether a statement is all that an `if` does. Forgetting it is the same mutant as an `if` that is never taken. */
export function isGuarded(above: readonly Node[]): boolean {
  const parent = above.at(-1);
  const isAlone = parent?.nodeType === "Block" && nodesIn(parent, "statements").length === 1;
  const branch = isAlone ? above.at(-2) : parent;
  return branch?.nodeType === "IfStatement" && nodeIn(branch, "falseBody") === undefined;
}

/** Removes `require(…)`, and `revert …` where it stands for itself. */
export const removeCheck: Operator = ({ node, above }) => {
  const isRemovable =
    node.nodeType === "RevertStatement"
      ? !isGuarded(above)
      : node.nodeType === "ExpressionStatement" && isCheck(nodeIn(node, "expression"));
  return isRemovable ? [{ operator: "remove check", node, becomes: "{}", isStatement: true }] : [];
};

/** Removes `onlyOwner` and its like. The calls of base constructors look the same and are no checks. */
export const removeModifier: Operator = ({ node }) =>
  node.nodeType === "ModifierInvocation" && node.kind === "modifierInvocation"
    ? [{ operator: "remove modifier", node, becomes: "" }]
    : [];

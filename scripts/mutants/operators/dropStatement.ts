import { nodeIn, textIn } from "../syntax.ts";
import type { Operator } from "./operator.ts";
import { isCheck, isGuarded } from "./removeCheck.ts";

/** Forgets an assignment, `++`, `delete`, an event or a call made for what it does. */
export const dropStatement: Operator = ({ node, above }) => {
  if (isGuarded(above)) return [];
  const dropped = { operator: "drop statement", node, becomes: "{}", isStatement: true };
  if (node.nodeType === "EmitStatement") return [dropped];
  if (node.nodeType !== "ExpressionStatement") return [];
  const expression = nodeIn(node, "expression");
  const loop = above.at(-1);
  // A `for` without its step would only never end.
  const isStep = nodeIn(loop, "loopExpression")?.src === node.src || nodeIn(loop, "initializationExpression") === node;
  const does =
    expression?.nodeType === "Assignment" ||
    (expression?.nodeType === "UnaryOperation" && ["++", "--", "delete"].includes(textIn(expression, "operator"))) ||
    (expression?.nodeType === "FunctionCall" && !isCheck(expression));
  return does && !isStep ? [dropped] : [];
};

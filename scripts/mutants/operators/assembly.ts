import { nodeIn } from "../syntax.ts";
import type { Operator } from "./operator.ts";

/** The same for inline assembly: forgets a statement, or decides an `if`. */
export const breakAssembly: Operator = ({ node }) => {
  switch (node.nodeType) {
    case "YulAssignment":
    case "YulExpressionStatement":
      return [{ operator: "drop assembly", node, becomes: "{}" }];
    case "YulIf": {
      const condition = nodeIn(node, "condition");
      if (!condition) return [];
      return ["0", "1"].map((becomes) => ({ operator: "drop assembly", node: condition, becomes }));
    }
    default:
      return [];
  }
};

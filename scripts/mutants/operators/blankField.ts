import { nodeIn, nodesIn, textIn, typeOf } from "../syntax.ts";
import type { Operator } from "./operator.ts";

/** Leaves nothing in a field of a struct that is made, or of what is packed to be hashed. */
export const blankField: Operator = ({ node }, text) => {
  if (node.nodeType !== "FunctionCall") return [];
  const values = nodesIn(node, "arguments");
  const callee = nodeIn(node, "expression");
  const isEncoding =
    textIn(nodeIn(callee, "expression"), "name") === "abi" && textIn(callee, "memberName") !== "decode";
  const isStruct = node.kind === "structConstructorCall";
  if (!isStruct && !(isEncoding && values.length > 1)) return [];
  return values.flatMap((value) => {
    const becomes = blankOf(typeOf(value));
    return becomes === undefined || becomes === text(value) ? [] : [{ operator: "blank field", node: value, becomes }];
  });
};

function blankOf(type: string): string | undefined {
  if (/^(u?int|bytes)\d+$/.test(type) || type === "address") return `${type}(0)`;
  if (type === "address payable") return "payable(0)";
  if (type === "bool") return "false";
  return /^(bytes|string)( memory| calldata| storage.*)?$/.test(type) ? '""' : undefined;
}

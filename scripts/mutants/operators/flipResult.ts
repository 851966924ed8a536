import { nodeIn, nodesIn, textIn, typeOf } from "../syntax.ts";
import type { Operator } from "./operator.ts";

/** ERC-1271's answer for a valid signature. */
const VALID_SIGNATURE = "0x1626ba7e";
const REFUSED = "0xffffffff";

/** Answers the opposite: `true` for `false`, success for failure. */
export const flipResult: Operator = ({ node, above }, text) => {
  const flipped = (becomes: string) => ({ operator: "flip result", node, becomes });
  if (node.nodeType === "Literal" && textIn(node, "kind") === "bool") {
    // `while (true)` is no answer.
    if (above.at(-1)?.nodeType === "WhileStatement") return [];
    return [flipped(textIn(node, "value") === "true" ? "false" : "true")];
  }
  if (node.nodeType === "Literal" && text(node) === REFUSED) {
    const callable = above.findLast(({ nodeType }) => nodeType === "FunctionDefinition");
    // A verifier's success is its own selector; a module answers for the account, in the account's words.
    const own = textIn(callable, "functionSelector");
    const becomes =
      own === "" || textIn(callable, "name") === "isValidSignatureWithSender" ? VALID_SIGNATURE : `0x${own}`;
    return [flipped(becomes)];
  }
  if (node.nodeType === "Return") {
    const answer = nodeIn(node, "expression");
    const isLiteral = answer?.nodeType === "Literal";
    const callable = above.findLast(({ nodeType }) => nodeType === "FunctionDefinition");
    const returned = nodesIn(nodeIn(callable, "returnParameters"), "parameters");
    if (!answer || isLiteral || returned.length !== 1 || typeOf(returned[0]) !== "bool") return [];
    return ["true", "false"].map((becomes) => ({ operator: "flip result", node: answer, becomes }));
  }
  return [];
};

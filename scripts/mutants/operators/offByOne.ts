import { isConstant, nodeIn, textIn, typeOf } from "../syntax.ts";
import type { Operator } from "./operator.ts";

/** A number there is a type's, or says where something stands: the fields that are read there are blanked instead. */
const PASSED_OVER = ["ElementaryTypeName", "ArrayTypeName", "EnumDefinition", "IndexAccess", "IndexRangeAccess"];

/** A number there is a term, which is dropped instead. */
const SUMS = ["+", "-", "*", "/", "%", "<<", ">>", "&", "|", "^"];

/** Counts one more wherever a number limits or names. A failure value is another operator's. */
export const offByOne: Operator = ({ node, above }, text) => {
  if (node.nodeType !== "Literal" || textIn(node, "kind") !== "number" || text(node) === "0xffffffff") return [];
  if (above.some((each) => isConstant(each) || PASSED_OVER.includes(each.nodeType))) return [];
  if (SUMS.includes(textIn(above.at(-1), "operator"))) return [];
  return [{ operator: "off by one", node, becomes: oneMore(text(node)) }];
};

/** Another value of a constant: one more of a number, a wrong hash, a wrong selector. */
export const wrongConstant: Operator = ({ node }, text) => {
  const value = isConstant(node) ? nodeIn(node, "value") : undefined;
  if (!value) return [];
  const wrong = (becomes: string) => ({ operator: "wrong constant", node: value, becomes });
  const type = typeOf(node);
  if (/^u?int/.test(type)) return [wrong(`(${text(value)}) + 1`)];
  if (value.nodeType === "Literal" && /^bytes\d/.test(type)) return [wrong(oneMore(text(value)))];
  return /^bytes\d/.test(type) ? [wrong(`${type}(0)`)] : [];
};

/** Keeps the width of a hexadecimal literal, which is its type where bytes are meant. */
function oneMore(seen: string): string {
  if (/^0x[0-9a-fA-F]+$/.test(seen)) return `0x${(BigInt(seen) + 1n).toString(16).padStart(seen.length - 2, "0")}`;
  return /^[0-9]+$/.test(seen) ? String(BigInt(seen) + 1n) : `(${seen} + 1)`;
}

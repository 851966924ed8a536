import { isConstant, type Node, type Place, typeOf } from "../stack/solidity/syntax.ts";

/** One way to break a place: the span is replaced by other text. */
export type Edit = {
  operator: string;
  /** What is replaced, as people see it. */
  node: Node;
  becomes: string;
  /** Takes the semicolon along. */
  isStatement?: boolean;
};

/** Says how a place may be broken; most places not at all. */
type Operator = (place: Place, text: (node: Node) => string) => Edit[];

/** Whether a statement is a call of `require` or `assert`. */
const isCheck = (call: Node | null | undefined) =>
  call?.nodeType === "FunctionCall" && ["require", "assert"].includes(call.expression?.name ?? "");

/** Whether a statement is all that an `if` does. Forgetting it is the same mutant as an `if` that is never taken. */
function isGuarded(above: readonly Node[]): boolean {
  const parent = above.at(-1);
  const isAlone = parent?.nodeType === "Block" && parent.statements?.length === 1;
  const branch = isAlone ? above.at(-2) : parent;
  return branch?.nodeType === "IfStatement" && !branch.falseBody;
}

/** Removes `require(…)`, and `revert …` where it stands for itself. */
const removeCheck: Operator = ({ node, above }) => {
  const isLone = node.nodeType === "RevertStatement" && !isGuarded(above);
  const isRemovable = isLone || (node.nodeType === "ExpressionStatement" && isCheck(node.expression));
  return isRemovable ? [{ operator: "remove check", node, becomes: "{}", isStatement: true }] : [];
};

/** Removes `onlyOwner` and its like. The calls of base constructors look the same and are no checks. */
const removeModifier: Operator = ({ node }) =>
  node.nodeType === "ModifierInvocation" && node.kind === "modifierInvocation"
    ? [{ operator: "remove modifier", node, becomes: "" }]
    : [];

const NEIGHBOURS: Record<string, string[]> = { "<": ["<="], "<=": ["<"], ">": [">="], ">=": [">"], "==": ["<=", ">="] };

/** Moves a limit by one, and lets an equality of numbers be met from below or from above. */
const weakenComparison: Operator = ({ node, above }, text) => {
  const { leftExpression: left, rightExpression: right, operator = "" } = node;
  // A loop that goes one too far meets the end of its array.
  if (node.nodeType !== "BinaryOperation" || above.at(-1)?.nodeType === "ForStatement" || !left || !right) return [];
  const isEquality = operator === "==";
  // Other types know no order that means something.
  if (isEquality && !/^u?int/.test(typeOf(left))) return [];
  // Nothing is below zero: `<=` is `==` there.
  const isZero = isEquality && text(right) === "0";
  return (NEIGHBOURS[operator] ?? [])
    .filter((other) => !(isZero && other === "<="))
    .map((other) => ({ operator: "weaken comparison", node, becomes: `${text(left)} ${other} ${text(right)}` }));
};

const LOGIC = ["&&", "||"];
const EITHER = ["+", "-", "|", "^"];
const LEFT_ONLY = ["*", "/", "%", "<<", ">>", "&"];

/** Forgets one side of `&&` and `||`, a term of a sum, a factor, a shift or a mask. */
const dropSide: Operator = ({ node, above }, text) => {
  const { leftExpression: left, rightExpression: right, operator = "" } = node;
  if (node.nodeType !== "BinaryOperation" || !left || !right) return [];
  const isLogic = LOGIC.includes(operator);
  if (!isLogic && (above.some(isConstant) || ![...EITHER, ...LEFT_ONLY].includes(operator))) return [];
  // A chain is a tree that leans to the left: this forgets each of its members once.
  const isChained = left.operator === operator;
  const kept = isChained || LEFT_ONLY.includes(operator) ? [left] : [left, right];
  const name = isLogic ? "drop operand" : "drop term";
  return kept.map((side) => ({ operator: name, node, becomes: `(${text(side)})` }));
};

/** Takes an `if`, a `while` or a `? :` always the one way, and always the other. */
const decideCondition: Operator = ({ node }, text) => {
  const { condition, trueExpression, falseExpression } = node;
  if (!condition) return [];
  const decided = (becomes: string, place = condition) => ({ operator: "decide condition", node: place, becomes });
  // Always refusing is no rule that was lost: any test sees it.
  if (node.nodeType === "IfStatement")
    return refuses(node.trueBody) ? [decided("false")] : [decided("true"), decided("false")];
  // Always true would only never end.
  if (node.nodeType === "WhileStatement") return text(condition) === "true" ? [] : [decided("false")];
  if (node.nodeType !== "Conditional" || !trueExpression || !falseExpression) return [];
  return [trueExpression, falseExpression].map((kept) => decided(`(${text(kept)})`, node));
};

/** Whether a body does nothing but revert, or call the one function that does. */
function refuses(body: Node | null | undefined): boolean {
  const statements = body?.statements ?? [];
  const only = statements[0] ?? body;
  const called = only?.expression?.expression?.name ?? "";
  return statements.length < 2 && (only?.nodeType === "RevertStatement" || /^_?refuse/.test(called));
}

/** Lets a running sum wrap instead of revert. */
const uncheckSum: Operator = ({ node, above }, text) => {
  const sum = node.expression;
  const isSum = sum?.nodeType === "Assignment" && ["+=", "-="].includes(sum.operator ?? "");
  const isStep = above.at(-1)?.loopExpression === node;
  const isUnchecked = above.some(({ nodeType }) => nodeType === "UncheckedBlock");
  if (node.nodeType !== "ExpressionStatement" || !isSum || isStep || isUnchecked) return [];
  // In braces of its own: an `if` does not take the block alone.
  return [{ operator: "uncheck sum", node, becomes: `{ unchecked { ${text(node)}; } }`, isStatement: true }];
};

/** Forgets an assignment, `++`, `delete`, an event or a call made for what it does. */
const dropStatement: Operator = ({ node, above }) => {
  const { nodeType, expression } = node;
  if (isGuarded(above) || !["EmitStatement", "ExpressionStatement"].includes(nodeType)) return [];
  const loop = above.at(-1);
  // A `for` without its step would only never end.
  const isStep = loop?.loopExpression?.src === node.src || loop?.initializationExpression === node;
  const does =
    expression?.nodeType === "Assignment" ||
    (expression?.nodeType === "UnaryOperation" && ["++", "--", "delete"].includes(expression.operator ?? "")) ||
    (expression?.nodeType === "FunctionCall" && !isCheck(expression));
  const isDropped = nodeType === "EmitStatement" || (does && !isStep);
  return isDropped ? [{ operator: "drop statement", node, becomes: "{}", isStatement: true }] : [];
};

/** ERC-1271's answer for a valid signature. */
const VALID_SIGNATURE = "0x1626ba7e";
const REFUSED = "0xffffffff";

/** Answers the opposite: `true` for `false`, success for failure. */
const flipResult: Operator = ({ node, above }, text) => {
  const flipped = (becomes: string, place = node) => ({ operator: "flip result", node: place, becomes });
  const callable = above.findLast(({ nodeType }) => nodeType === "FunctionDefinition");
  if (node.nodeType === "Literal" && node.kind === "bool") {
    // `while (true)` is no answer.
    if (above.at(-1)?.nodeType === "WhileStatement") return [];
    return [flipped(node.value === "true" ? "false" : "true")];
  }
  if (node.nodeType === "Literal" && text(node) === REFUSED) {
    // A verifier's success is its own selector; a module answers for the account, in the account's words.
    const own = callable?.name === "isValidSignatureWithSender" ? undefined : callable?.functionSelector;
    return [flipped(own ? `0x${own}` : VALID_SIGNATURE)];
  }
  const answer = node.nodeType === "Return" ? node.expression : undefined;
  const returned = callable?.returnParameters?.parameters ?? [];
  if (!answer || answer.nodeType === "Literal" || returned.length !== 1 || typeOf(returned[0]) !== "bool") return [];
  return [flipped("true", answer), flipped("false", answer)];
};

/** A number there is a type's, or says where something stands: the fields that are read there are blanked instead. */
const PASSED_OVER = ["ElementaryTypeName", "ArrayTypeName", "EnumDefinition", "IndexAccess", "IndexRangeAccess"];

/** Counts one more wherever a number limits or names. A failure value is another operator's. */
const offByOne: Operator = ({ node, above }, text) => {
  if (node.nodeType !== "Literal" || node.kind !== "number" || text(node) === REFUSED) return [];
  if (above.some((each) => isConstant(each) || PASSED_OVER.includes(each.nodeType))) return [];
  // A number of a sum is a term, which is dropped instead.
  if ([...EITHER, ...LEFT_ONLY].includes(above.at(-1)?.operator ?? "")) return [];
  return [{ operator: "off by one", node, becomes: oneMore(text(node)) }];
};

/** Another value of a constant: one more of a number, a wrong hash, a wrong selector. */
const wrongConstant: Operator = ({ node }, text) => {
  const { value } = node;
  if (!isConstant(node) || !value || typeof value === "string") return [];
  const type = typeOf(node);
  const isBytes = /^bytes\d/.test(type);
  if (!isBytes && !/^u?int/.test(type)) return [];
  const wrongBytes = value.nodeType === "Literal" ? oneMore(text(value)) : `${type}(0)`;
  return [{ operator: "wrong constant", node: value, becomes: isBytes ? wrongBytes : `(${text(value)}) + 1` }];
};

/** Keeps the width of a hexadecimal literal, which is its type where bytes are meant. */
function oneMore(seen: string): string {
  if (/^0x[0-9a-fA-F]+$/.test(seen)) return `0x${(BigInt(seen) + 1n).toString(16).padStart(seen.length - 2, "0")}`;
  return /^[0-9]+$/.test(seen) ? String(BigInt(seen) + 1n) : `(${seen} + 1)`;
}

/** Leaves nothing in a field of a struct that is made, or of what is packed to be hashed. */
const blankField: Operator = ({ node }, text) => {
  const { expression: callee, arguments: values = [] } = node;
  const isEncoding = callee?.expression?.name === "abi" && callee.memberName !== "decode" && values.length > 1;
  if (node.nodeType !== "FunctionCall" || !(node.kind === "structConstructorCall" || isEncoding)) return [];
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

/** The same for inline assembly: forgets a statement, or decides an `if`. */
const breakAssembly: Operator = ({ node }) => {
  const broken = (place: Node, becomes: string) => ({ operator: "drop assembly", node: place, becomes });
  if (["YulAssignment", "YulExpressionStatement"].includes(node.nodeType)) return [broken(node, "{}")];
  const { condition } = node;
  return node.nodeType === "YulIf" && condition ? [broken(condition, "0"), broken(condition, "1")] : [];
};

/** In this order: of two mutants with the same text the later one stands. */
export const OPERATORS: readonly Operator[] = [
  ...[removeCheck, removeModifier, weakenComparison, dropSide, decideCondition, uncheckSum, dropStatement],
  ...[flipResult, offByOne, wrongConstant, blankField, breakAssembly],
];

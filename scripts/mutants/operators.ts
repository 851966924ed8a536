import { isConstant, type Node, nodeIn, nodesIn, type Place, textIn, typeOf } from "./syntax.ts";

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

const CHECKS = ["require", "assert"];

/** Whether a statement is a call of `require` or `assert`. */
const isCheck = (call: Node | undefined) =>
  call?.nodeType === "FunctionCall" && CHECKS.includes(textIn(nodeIn(call, "expression"), "name"));

/** Whether a statement is all that an `if` does. Forgetting it is the same mutant as an `if` that is never taken. */
function isGuarded(above: readonly Node[]): boolean {
  const parent = above.at(-1);
  const isAlone = parent?.nodeType === "Block" && nodesIn(parent, "statements").length === 1;
  const branch = isAlone ? above.at(-2) : parent;
  return branch?.nodeType === "IfStatement" && nodeIn(branch, "falseBody") === undefined;
}

/** Removes `require(…)`, and `revert …` where it stands for itself. */
const removeCheck: Operator = ({ node, above }) => {
  const isRemovable =
    node.nodeType === "RevertStatement"
      ? !isGuarded(above)
      : node.nodeType === "ExpressionStatement" && isCheck(nodeIn(node, "expression"));
  return isRemovable ? [{ operator: "remove check", node, becomes: "{}", isStatement: true }] : [];
};

/** Removes `onlyOwner` and its like. The calls of base constructors look the same and are no checks. */
const removeModifier: Operator = ({ node }) =>
  node.nodeType === "ModifierInvocation" && node.kind === "modifierInvocation"
    ? [{ operator: "remove modifier", node, becomes: "" }]
    : [];

const NEIGHBOURS: Record<string, string[]> = {
  "<": ["<="],
  "<=": ["<"],
  ">": [">="],
  ">=": [">"],
  "==": ["<=", ">="],
};

/** Moves a limit by one, and lets an equality of numbers be met from below or from above. */
const weakenComparison: Operator = ({ node, above }, text) => {
  // A loop that goes one too far meets the end of its array.
  if (node.nodeType !== "BinaryOperation" || above.at(-1)?.nodeType === "ForStatement") return [];
  const [left, right] = [nodeIn(node, "leftExpression"), nodeIn(node, "rightExpression")];
  const operator = textIn(node, "operator");
  if (!left || !right) return [];
  const isEquality = operator === "==";
  // Other types know no order that means something.
  if (isEquality && !/^u?int/.test(typeOf(nodeIn(node, "leftExpression")))) return [];
  // Nothing is below zero: `<=` is `==` there.
  const isZero = isEquality && text(right) === "0";
  return (NEIGHBOURS[operator] ?? [])
    .filter((other) => !(isZero && other === "<="))
    .map((other) => ({ operator: "weaken comparison", node, becomes: `${text(left)} ${other} ${text(right)}` }));
};

/** Forgets one side of `&&` and `||`. */
const dropOperand: Operator = ({ node }, text) => {
  const operator = textIn(node, "operator");
  if (node.nodeType !== "BinaryOperation" || !["&&", "||"].includes(operator)) return [];
  const [left, right] = [nodeIn(node, "leftExpression"), nodeIn(node, "rightExpression")];
  // As with sums: each member of a chain once.
  return (textIn(left, "operator") === operator ? [left] : [left, right])
    .filter((side): side is Node => side !== undefined)
    .map((kept) => ({ operator: "drop operand", node, becomes: `(${text(kept)})` }));
};

/** Takes an `if`, a `while` or a `? :` always the one way, and always the other. */
const decideCondition: Operator = ({ node }, text) => {
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

const EITHER = ["+", "-", "|", "^"];
const LEFT_ONLY = ["*", "/", "%", "<<", ">>", "&"];

/** Forgets a term of a sum, a factor, a shift or a mask. */
const dropTerm: Operator = ({ node, above }, text) => {
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
const uncheckSum: Operator = ({ node, above }, text) => {
  const assignment = nodeIn(node, "expression");
  const isSum = assignment?.nodeType === "Assignment" && ["+=", "-="].includes(textIn(assignment, "operator"));
  if (node.nodeType !== "ExpressionStatement" || !isSum) return [];
  const isStep = nodeIn(above.at(-1), "loopExpression") === node;
  if (isStep || above.some(({ nodeType }) => nodeType === "UncheckedBlock")) return [];
  // In braces of its own: an `if` does not take the block alone.
  return [{ operator: "uncheck sum", node, becomes: `{ unchecked { ${text(node)}; } }`, isStatement: true }];
};

/** Forgets an assignment, `++`, `delete`, an event or a call made for what it does. */
const dropStatement: Operator = ({ node, above }) => {
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

/** ERC-1271's answer for a valid signature. */
const VALID_SIGNATURE = "0x1626ba7e";
const REFUSED = "0xffffffff";

/** Answers the opposite: `true` for `false`, success for failure. */
const flipResult: Operator = ({ node, above }, text) => {
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

/** A number there is a type's, or says where something stands: the fields that are read there are blanked instead. */
const PASSED_OVER = ["ElementaryTypeName", "ArrayTypeName", "EnumDefinition", "IndexAccess", "IndexRangeAccess"];

/** A number there is a term, which is dropped instead. */
const SUMS = ["+", "-", "*", "/", "%", "<<", ">>", "&", "|", "^"];

/** Counts one more wherever a number limits or names. A failure value is another operator's. */
const offByOne: Operator = ({ node, above }, text) => {
  if (node.nodeType !== "Literal" || textIn(node, "kind") !== "number" || text(node) === "0xffffffff") return [];
  if (above.some((each) => isConstant(each) || PASSED_OVER.includes(each.nodeType))) return [];
  if (SUMS.includes(textIn(above.at(-1), "operator"))) return [];
  return [{ operator: "off by one", node, becomes: oneMore(text(node)) }];
};

/** Another value of a constant: one more of a number, a wrong hash, a wrong selector. */
const wrongConstant: Operator = ({ node }, text) => {
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

/** Leaves nothing in a field of a struct that is made, or of what is packed to be hashed. */
const blankField: Operator = ({ node }, text) => {
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

/** The same for inline assembly: forgets a statement, or decides an `if`. */
const breakAssembly: Operator = ({ node }) => {
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

/** In this order: of two mutants with the same text the later one stands. */
export const OPERATORS: readonly Operator[] = [
  removeCheck,
  removeModifier,
  weakenComparison,
  dropOperand,
  decideCondition,
  dropTerm,
  uncheckSum,
  dropStatement,
  flipResult,
  offByOne,
  wrongConstant,
  blankField,
  breakAssembly,
];

import type { Hex } from "viem";
import { keccak256, slice, stringToHex } from "viem";
import { InvalidInputError } from "../errors/errors.ts";

/** Which rules apply to an argument; see `FunctionSignature.Kind`. */
export type Kind = "opaque" | "unsigned" | "signed" | "word" | "bytes" | "list";

/** A parsed type of a permission text. */
export type TextType = {
  kind: Kind;
  isDynamic: boolean;
  /** Number of words in the head that contains it. */
  words: number;
  /** Members of a tuple. */
  members?: readonly TextType[];
  /** Element and length of an array; without a length: any length. */
  element?: TextType;
  length?: number;
};

/** The position of an argument; see `FunctionSignature.Place`. */
export type Place = {
  kind: Kind;
  /** Words per element of a list; 0: its elements are dynamic. */
  unit: number;
  /** Head word with the offset of the dynamic tuple or array that contains it. */
  via?: number;
  /** Head word inside that. */
  word: number;
};

// The limits of the reader on chain (FunctionSignature.sol).
const MAX_ARRAY_LENGTH = 256;
const MAX_WORDS = 2 ** 14 - 1;
const MAX_DEPTH = 4;
const NAME = /^[A-Za-z_$][A-Za-z0-9_$]*/;
const ELEMENTARY = /^(?:address|bool|string|bytes(?:[1-9]\d{0,3}(?!\d))?|u?int[1-9]\d{0,3}(?!\d))/;
const SUFFIX = /^\[([1-9]\d{0,3})?\]/;

/**
 * Reads a permission text by the grammar that the chain enforces: `name(type,…)`, canonical types, tuples in parentheses; no
 * spaces, parameter names or aliases such as `uint`.
 * @param text For example `move(bytes)`.
 * @returns Its arguments, as the members of a tuple.
 * @throws InvalidInputError that names the part that does not follow the grammar.
 */
export function readFunctionText(text: string): TextType {
  const [name] = NAME.exec(text) ?? [];
  if (!name || text[name.length] !== "(") throw refuse(text, "is not of the form name(type,…)");
  const reader = { text, at: name.length };
  const isEmpty = text.slice(reader.at) === "()";
  const type = isEmpty ? toTuple([]) : readTuple(reader, 0);
  if (!isEmpty && reader.at !== text.length) throw refuse(text, "has more text after its arguments");
  return type;
}

/**
 * The selector that the chain enforces for a text.
 * @param text A permission text.
 * @returns First four bytes of keccak256(text).
 * @throws InvalidInputError if the text does not follow the grammar.
 */
export function selectorOf(text: string): Hex {
  readFunctionText(text);
  return slice(keccak256(stringToHex(text)), 0, 4);
}

/**
 * Finds the argument that a path names.
 * @param text A permission text.
 * @param path Such as `2` or `2.1`.
 * @returns See {@link Place}.
 * @throws InvalidInputError if there is no such argument, or if it is behind more than one offset.
 */
export function locate(text: string, path: string): Place {
  if (!/^[1-9]\d{0,2}(?:\.[1-9]\d{0,2})*$/.test(path)) throw refuse(text, `has no argument '${path}'`);
  let type = readFunctionText(text);
  let word = 0;
  let via: number | undefined;
  for (const [index, step] of path.split(".").map(Number).entries()) {
    if (index > 0 && type.isDynamic) {
      if (via !== undefined) throw refuse(text, `has '${path}' behind more than one offset`);
      via = word;
      word = 0;
    }
    const part = partOf(type, step);
    if (!part) throw refuse(text, `has no argument '${path}'`);
    word += part.skipped;
    type = part.type;
  }
  const { kind, element } = type;
  const unit = kind === "list" && element && !element.isDynamic ? element.words : 0;
  return { kind, unit, word, ...(via === undefined ? {} : { via }) };
}

/** A member or an element, counted from 1, and the head words before it. */
function partOf({ kind, members, element, length }: TextType, step: number) {
  if (kind !== "opaque") return undefined;
  if (element) return step <= (length ?? 0) ? { type: element, skipped: (step - 1) * element.words } : undefined;
  const type = members?.[step - 1];
  return type && { type, skipped: members.slice(0, step - 1).reduce((sum, { words }) => sum + words, 0) };
}

type Reader = { readonly text: string; at: number };

function readTuple(reader: Reader, depth: number): TextType {
  if (depth > MAX_DEPTH) throw refuse(reader.text, `has tuples deeper than ${MAX_DEPTH}`);
  const members: TextType[] = [];
  do {
    reader.at++;
    members.push(readType(reader, depth));
    if (members.reduce((sum, { words }) => sum + words, 0) > MAX_WORDS) {
      throw refuse(reader.text, `has more than ${MAX_WORDS} words of arguments`);
    }
  } while (reader.text[reader.at] === ",");
  if (reader.text[reader.at] !== ")") throw refuse(reader.text, `is wrong at character ${reader.at + 1}`);
  reader.at++;
  return toTuple(members);
}

function toTuple(members: readonly TextType[]): TextType {
  const isDynamic = members.some((member) => member.isDynamic);
  const words = isDynamic ? 1 : members.reduce((sum, member) => sum + member.words, 0);
  return { kind: "opaque", isDynamic, words, members };
}

function readType(reader: Reader, depth: number): TextType {
  let type = reader.text[reader.at] === "(" ? readTuple(reader, depth + 1) : readElementary(reader);
  for (;;) {
    const [suffix, digits] = SUFFIX.exec(reader.text.slice(reader.at)) ?? [];
    if (suffix === undefined) return type;
    reader.at += suffix.length;
    if (digits === undefined) {
      type = { kind: "list", isDynamic: true, words: 1, element: type };
      continue;
    }
    const length = Number(digits);
    if (length > MAX_ARRAY_LENGTH || length * type.words > MAX_WORDS) {
      throw refuse(reader.text, `has an array of ${length} elements, allowed ${MAX_ARRAY_LENGTH}`);
    }
    const { isDynamic } = type;
    type = { kind: "opaque", isDynamic, words: isDynamic ? 1 : length * type.words, element: type, length };
  }
}

function readElementary(reader: Reader): TextType {
  const [name] = ELEMENTARY.exec(reader.text.slice(reader.at)) ?? [];
  const size = Number(/\d+$/.exec(name ?? "")?.[0] ?? 0);
  const isNumber = name?.includes("int") ?? false;
  if (!name || size > (isNumber ? 256 : 32) || (isNumber && size % 8 !== 0)) {
    throw refuse(reader.text, `has no canonical type at character ${reader.at + 1}`);
  }
  reader.at += name.length;
  if (name === "string" || name === "bytes") return { kind: "bytes", isDynamic: true, words: 1 };
  const kind = name.startsWith("uint") ? "unsigned" : name.startsWith("int") ? "signed" : "word";
  return { kind, isDynamic: false, words: 1 };
}

function refuse(text: string, why: string): InvalidInputError {
  return new InvalidInputError("This permission cannot be granted.", { details: `"${text}" ${why}` });
}

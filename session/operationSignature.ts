import type { Hex } from "viem";
import { concat, hexToNumber, numberToHex, size, slice } from "viem";

import type { Call } from "./calls";
import type { Grant } from "./grantTypes";
import { type PackedTerms, packGrant, unpackGrant } from "./packGrant";
import { findHint } from "./permits";
import { packRules } from "./rules";

/** A grant with the owner's signature: what enables a session. */
export type SignedGrant = { grant: Grant; ownerSignature: Hex };

/** What every signature of a session's operation begins with. */
export type OperationProof = {
  /** As it travels: `SessionSigner.key`. */
  key: Hex;
  /** Over the `userOpHash`. */
  sessionSignature: Hex;
  /** For each call the place of its rule; calls without a hint take the last one. */
  hints: readonly number[];
  /** A second of the period in which rules with a period count. Default: no such rule is used. */
  time?: number;
};

/**
 * What the session's rules need to know of an operation.
 * @param grant The session's.
 * @param calls What the operation does.
 * @param nowSeconds Chain clock, Unix seconds.
 * @returns The hint of each call, and the second for rules with a period.
 */
export function hintCalls(
  grant: Pick<Grant, "permissions">,
  calls: readonly Call[],
  nowSeconds: number,
): Pick<OperationProof, "hints" | "time"> {
  const hints = calls.map((call) => findHint(grant, call).hint);
  const hasPeriod = hints.some((hint) => isPeriodic(grant.permissions[hint]?.period));
  return { hints, ...(hasPeriod && { time: Math.floor(nowSeconds) }) };
}

const isPeriodic = (period: string | undefined) => period !== undefined && period !== "" && period !== "session";

/**
 * ERC-4337 `signature` of an operation of a session that is enabled.
 * @param proof See {@link OperationProof}.
 * @param grant The session's; its rules travel along.
 * @returns `0x00 || time (4) || hints || key || sessionSignature || rules`.
 */
export function encodeUseSignature(proof: OperationProof, grant: Grant): Hex {
  return concat(["0x00", encodeHead(proof), packRules(grant)]);
}

/**
 * ERC-4337 `signature` of an operation that enables its session and uses it.
 * @param proof See {@link OperationProof}.
 * @param signed The grant and the owner's signature over `hashGrant`.
 * @returns `0x01 || time (4) || hints || key || sessionSignature || PackedGrant || ownerSignature`.
 */
export function encodeEnableSignature(proof: OperationProof, { grant, ownerSignature }: SignedGrant): Hex {
  return concat(["0x01", encodeHead(proof), packGrant(grant), ownerSignature]);
}

function encodeHead({ key, sessionSignature, hints, time = 0 }: OperationProof): Hex {
  // Behind the last that differs, each call takes that one's rule.
  const end = hints.findLastIndex((hint, index) => hint !== hints[index - 1]) + 1;
  const bytes = hints.slice(0, end).map((hint) => numberToHex(hint, { size: 1 }));
  return concat([numberToHex(time, { size: 4 }), field(concat(["0x", ...bytes])), field(key), field(sessionSignature)]);
}

/** Bytes and their length in one byte. */
const field = (bytes: Hex): Hex => concat([numberToHex(size(bytes), { size: 1 }), bytes]);

/** An operation's signature, read. */
export type DecodedSignature = { key: Hex; sessionSignature: Hex } & (
  | { enables: false; rules: Hex }
  | { enables: true; terms: PackedTerms; ownerSignature: Hex }
);

/**
 * Reads the signature of a session's operation.
 * @param signature As {@link encodeUseSignature} or {@link encodeEnableSignature} gives it.
 * @returns What it carries; undefined when it is of another form.
 */
export function decodeSignature(signature: Hex): DecodedSignature | undefined {
  try {
    const kind = slice(signature, 0, 1);
    if (kind !== "0x00" && kind !== "0x01") return undefined;
    let at = 5;
    const readField = () => {
      const length = hexToNumber(slice(signature, at, at + 1));
      at += 1 + length;
      return length === 0 ? "0x" : slice(signature, at - length, at, { strict: true });
    };
    readField();
    const key = readField();
    const sessionSignature = readField();
    const rest = slice(signature, at);
    if (kind === "0x00") return { enables: false, key, sessionSignature, rules: rest };
    const { terms, end } = unpackGrant(rest);
    const ownerSignature = size(rest) === end ? "0x" : slice(rest, end);
    return { enables: true, key, sessionSignature, terms, ownerSignature };
  } catch {
    return undefined;
  }
}

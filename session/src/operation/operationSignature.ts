import type { Hex } from "viem";
import { concat, hexToBytes, hexToNumber, numberToHex, size, slice } from "viem";
import type { Grant } from "../grant/grantTypes.ts";
import { type PackedTerms, packGrant, unpackGrant } from "../grant/packGrant.ts";
import { findHint } from "../permissions/permits.ts";
import { packRules } from "../permissions/rules.ts";
import type { Call } from "./calls.ts";

/** A grant with the owner's signature: what enables a session. */
export type SignedGrant = { grant: Grant; ownerSignature: Hex };

/** The common beginning of every signature of a session's operation. */
export type OperationProof = {
  /** As operations carry it: `SessionSigner.key`. */
  key: Hex;
  /** Signs the `userOpHash`. */
  sessionSignature: Hex;
  /** For each call the index of its rule; calls without a hint use the last one. */
  hints: readonly number[];
  /** A second within the period of the rules that have one. Default: no such rule is used. */
  time?: number;
};

/**
 * What the session's rules need to know about an operation.
 * @param grant The session's grant.
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
 * @param grant The session's grant; the signature contains its rules.
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
  // After the last hint that differs, each call uses that one's rule.
  const end = hints.findLastIndex((hint, index) => hint !== hints[index - 1]) + 1;
  const bytes = hints.slice(0, end).map((hint) => numberToHex(hint, { size: 1 }));
  return concat([numberToHex(time, { size: 4 }), field(concat(["0x", ...bytes])), field(key), field(sessionSignature)]);
}

/** Bytes, preceded by their length in one byte. */
const field = (bytes: Hex): Hex => concat([numberToHex(size(bytes), { size: 1 }), bytes]);

/** A decoded operation signature. `time` is 0 if no rule with a period is used. */
export type DecodedSignature = Required<OperationProof> &
  ({ enables: false; rules: Hex } | { enables: true; terms: PackedTerms; ownerSignature: Hex });

/**
 * Reads the signature of a session's operation.
 * @param signature As returned by {@link encodeUseSignature} or {@link encodeEnableSignature}.
 * @returns Its contents; undefined if it has another form.
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
    const time = hexToNumber(slice(signature, 1, 5, { strict: true }));
    const hints = [...hexToBytes(readField())];
    const key = readField();
    const sessionSignature = readField();
    const rest = slice(signature, at);
    const proof = { key, sessionSignature, hints, time };
    if (kind === "0x00") return { ...proof, enables: false, rules: rest };
    const { terms, end } = unpackGrant(rest);
    const ownerSignature = size(rest) === end ? "0x" : slice(rest, end);
    return { ...proof, enables: true, terms, ownerSignature };
  } catch {
    return undefined;
  }
}

import { createHash } from "node:crypto";
import type { Vector } from "./edges.ts";

/**
 * The P-256 vectors of a response file of NIST's CAVP for FIPS 186-3: SigVer.rsp (right and wrong ones) or SigGen.txt.
 */
export function readNist(text: string): Vector[] {
  return text.split(/^\[(?=[A-Z])/m).flatMap((section) => {
    const [, hash] = /^P-256,SHA-(\d+)\]/.exec(section) ?? [];
    return hash === undefined ? [] : section.split(/\n\s*\n/).flatMap((block, index) => readBlock(block, hash, index));
  });
}

function readBlock(block: string, hash: string, index: number): Vector[] {
  const field = (name: string) => new RegExp(`^${name} = ([0-9a-f]+)`, "m").exec(block)?.[1];
  const [message, x, y, r, s] = ["Msg", "Qx", "Qy", "R", "S"].map(field);
  if (!message || !x || !y || !r || !s) return [];
  const result = /^Result = ([PF])(.*)$/m.exec(block);
  const big = (text: string) => BigInt(`0x${text}`);
  return [
    {
      what: `SHA-${hash} ${index}${result ? ` ${result[1]}${result[2]}` : " generated"}`.trim(),
      digest: leftmost(createHash(`sha${hash}`).update(message, "hex").digest("hex")),
      r: big(r),
      s: big(s),
      key: { x: big(x), y: big(y) },
      valid: result === null || result[1] === "P",
    },
  ];
}

/** ECDSA takes the leftmost bits of a digest that is longer than the order, and all of a shorter one. */
const leftmost = (digest: string): bigint => BigInt(`0x${digest.slice(0, 64)}`);

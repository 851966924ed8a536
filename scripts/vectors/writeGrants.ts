import { mkdirSync, writeFileSync } from "node:fs";
import type { Grant } from "@hourglass/session/core";
import { hashGrantStruct, InvalidInputError, packGrant, packRules } from "@hourglass/session/core";
import { type Hex, keccak256, numberToHex } from "viem";
import { randomGrant } from "@/session/test/randomGrants";
import { fromRoot } from "../stack/paths.ts";

const GRANTS = 1_500;

/**
 * Packs random grants by the kit, for contracts/test/session/Grants.vectors.t.sol. Not committed: what is compared is always
 * what the kit says today.
 */
export function writeGrants(): void {
  const rows = Array.from({ length: GRANTS }, (_, seed) => rowOf(randomGrant(seed))).filter((row) => row !== undefined);
  const columns = Object.fromEntries(
    Object.keys(rows[0] ?? {}).map((name) => [name, rows.map((row) => row[name as keyof typeof row])]),
  );
  mkdirSync(fromRoot("contracts/out"), { recursive: true });
  writeFileSync(fromRoot("contracts/out/grants.json"), JSON.stringify(columns));
}

/** Nothing for a grant that cannot even be written down. */
function rowOf(grant: Grant) {
  const packed = orNothing(() => packGrant(grant));
  if (packed === undefined) return undefined;
  const rules = orNothing(() => packRules(grant));
  return {
    ...{ account: grant.account, paymaster: grant.paymaster, nonceKey: numberToHex(grant.nonceKey) },
    ...{ keyHash: keccak256(grant.sessionKey), packed, hash: hashGrantStruct(grant) },
    // Nothing for one that the chain refuses.
    rules: rules ?? "0x",
  };
}

function orNothing(make: () => Hex): Hex | undefined {
  try {
    return make();
  } catch (error) {
    if (error instanceof InvalidInputError) return undefined;
    throw error;
  }
}

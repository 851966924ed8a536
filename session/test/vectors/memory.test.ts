import { readFileSync } from "node:fs";
import { concat, type Hex, numberToHex, slice, toFunctionSelector } from "viem";
import { entryPoint08Address, type PackedUserOperation } from "viem/account-abstraction";
import { describe, expect, test } from "vitest";
import { fromRoot } from "@/scripts/stack/paths";
import { unpackGrant } from "../../src/grant/packGrant.ts";
import { enableSession } from "../../src/testing/chain/enableSession.ts";
import { Revert } from "../../src/testing/chain/revert.ts";
import { sessionOf, validateSession } from "../../src/testing/chain/sessionModule.ts";
import { type AskPolicy, emptyState, forkState, keyOf, type Transaction } from "../../src/testing/chain/state.ts";
import { toGrant, toOperation } from "./answers.ts";
import { callOf } from "./calls.ts";
import { module, world } from "./world.ts";

// The stack in memory (`@hourglass/session/testing`) reads the vectors too: it refuses what the chain refuses, with the same bytes.

type Row = {
  name: string;
  owner: Hex;
  grant: Parameters<typeof toGrant>[0];
  packed: Hex;
  ownerSignature: Hex;
  key: Hex;
  session: Hex;
  error: string;
  errorData: Hex;
  operations: readonly OperationRow[];
};
type OperationRow = {
  what: string;
  userOp: PackedUserOperation;
  userOpHash: Hex;
  validationData: Hex;
  errorData: Hex;
  isCounted: boolean;
  callsLeft: number;
  spendLeft: string;
  gasLeftWei: string;
};

const rows: readonly Row[] = JSON.parse(readFileSync(fromRoot("session/vectors/grants.json"), "utf8")).grants;

/** Answers like the policy of the vectors: its second question is refused for thirteen. */
const askPolicy: AskPolicy = (_, { config, data }) => config === "0x" || data !== callOf("play", [13n]).data;

function begin({ owner, grant, error }: Row): Transaction {
  const state = emptyState();
  state.owners.set(keyOf(grant.account), owner);
  if (error === "" && BigInt(grant.epoch) !== 0n) state.epochs.set(keyOf(grant.account), grant.epoch);
  const contracts = {
    ...{ chainId: world.chainId, entryPoint: entryPoint08Address, module, factory: world.friend },
    ...{ implementation: world.friend, webAuthnVerifier: world.otherVerifier, paymaster: undefined },
    playTargets: [world.game],
  };
  return {
    ...{ contracts, state, nowSeconds: world.now, blockHash: numberToHex(0, { size: 32 }), logs: [] },
    ...{ credit: undefined, execute: () => undefined, askPolicy },
  };
}

/** What it reverts with; nothing if it does not. */
const refusalOf = (run: () => Promise<unknown>): Promise<Hex | undefined> =>
  run().then(
    () => undefined,
    (error: unknown) => {
      if (error instanceof Revert) return error.data;
      throw error;
    },
  );

/** Errors of `enable` only, about a grant that an operation may carry. */
const OF_TRANSACTIONS = ["GrantNotDue", "GrantOwnerSignatureInvalid"];

/** The stack in memory does not say at which byte reading a text stopped: it is the second word of that error. */
const withoutPosition = (data: Hex | undefined) =>
  data?.startsWith(INVALID_TEXT) ? concat([slice(data, 0, 36), slice(data, 68)]) : data;
const INVALID_TEXT = toFunctionSelector("FunctionSignatureInvalid(string,uint256)");

describe("the stack in memory", () => {
  test.each(rows)("begins or refuses: $name", async (row) => {
    const { account, paymaster, nonceKey } = toGrant(row.grant);
    const tx = begin(row);
    const { terms } = unpackGrant(concat([row.packed, row.ownerSignature]));
    const signed = { terms, ownerSignature: row.ownerSignature };
    const refusal = await refusalOf(() => enableSession(tx, { account, paymaster, nonceKey }, row.key, signed));
    if (row.error === "" || OF_TRANSACTIONS.includes(row.error)) expect(refusal).toBeUndefined();
    else expect(withoutPosition(refusal)).toBe(withoutPosition(row.errorData));
  });

  test.each(rows.filter(({ operations }) => operations.length > 0))("answers operations: $name", async (row) => {
    const tx = begin(row);
    for (const { what, userOp, userOpHash, validationData, errorData, isCounted, ...left } of row.operations) {
      const before = forkState(tx.state);
      const answer: { data?: Hex } = {};
      const refusal = await refusalOf(async () => {
        const { isSigned, validAfter, validUntil } = await validateSession(tx, toOperation(userOp), userOpHash);
        const window = [validAfter, validUntil].map((time) => numberToHex(time, { size: 6 }));
        answer.data = concat([...window, numberToHex(isSigned ? 0 : 1, { size: 20 })]);
      });
      expect(refusal ?? "0x", what).toBe(errorData);
      if (refusal === undefined) expect(answer.data, what).toBe(validationData);
      if (!isCounted) {
        tx.state = before;
        continue;
      }
      const { actionsLeft, spendLeft, gasLeftWei } = sessionOf(tx.state, row.grant.account, row.session);
      expect([Number(actionsLeft), String(spendLeft), String(gasLeftWei)], what).toEqual([
        left.callsLeft,
        left.spendLeft,
        left.gasLeftWei,
      ]);
    }
  });
});

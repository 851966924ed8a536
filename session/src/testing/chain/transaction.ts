import type { Address, Hex } from "viem";
import { decodeFunctionData, isAddressEqual } from "viem";
import { playerAccountFactoryAbi, sessionValidatorAbi } from "../../abis/abis.ts";
import { unpackGrant } from "../../grant/packGrant.ts";
import { createAccount } from "./account.ts";
import { enableSession } from "./enableSession.ts";
import { NotInMemory, revert } from "./revert.ts";
import { revokeAllByOwner, revokeByOwner, revokeBySessionKey } from "./sessionModule.ts";
import type { Transaction } from "./state.ts";
import { rest } from "./toOperation.ts";

/**
 * Transactions that anybody may send: the signatures authorise them, not the sender.
 * @param tx Is written to.
 * @param to The session module, or the factory.
 * @param data The call.
 * @throws Revert like the contract; NotInMemory for everything else.
 */
export async function runTransaction(tx: Transaction, to: Address, data: Hex): Promise<void> {
  const { module, factory } = tx.contracts;
  if (isAddressEqual(to, module.validator)) return callModule(tx, data);
  if (isAddressEqual(to, factory)) return callFactory(tx, data);
  throw new NotInMemory(`transactions to ${to}`);
}

function callFactory(tx: Transaction, data: Hex): void {
  const { functionName, args } = decodeFunctionData({ abi: playerAccountFactoryAbi, data });
  if (functionName !== "createAccount") throw new NotInMemory(`the factory's function ${functionName}`);
  createAccount(tx, ...args);
}

async function callModule(tx: Transaction, data: Hex): Promise<void> {
  const { functionName, args } = decodeFunctionData({ abi: sessionValidatorAbi, data });
  switch (functionName) {
    case "enable": {
      const [account, key, paymaster, nonceKey, packed] = args;
      const { terms, end } = unpackGrant(packed);
      const signed = { terms, ownerSignature: rest(packed, end) };
      const { session, validAfter, isOwners } = await enableSession(tx, { account, paymaster, nonceKey }, key, signed);
      if (!isOwners) revert("GrantOwnerSignatureInvalid", [account, session]);
      if (tx.nowSeconds <= validAfter) revert("GrantNotDue", [validAfter, BigInt(tx.nowSeconds)]);
      return;
    }
    case "revokeBySessionKey": {
      const [account, sessionKey, rulesHash, paymaster, nonceKey, signature] = args;
      return revokeBySessionKey(tx, account, { sessionKey, rulesHash, paymaster, nonceKey }, signature);
    }
    case "revokeByOwner":
      return revokeByOwner(tx, ...args);
    case "revokeAllByOwner":
      return revokeAllByOwner(tx, ...args);
    default:
      throw new NotInMemory(`the session module's function ${functionName}`);
  }
}

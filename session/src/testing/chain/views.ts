import type { Abi, Address, ContractFunctionArgs, ContractFunctionName, ContractFunctionReturnType, Hex } from "viem";
import { decodeFunctionData, encodeFunctionResult, isAddressEqual, size, zeroHash } from "viem";
import { entryPoint08Abi } from "viem/account-abstraction";
import { playerAccountFactoryAbi, sessionPaymasterAbi, sessionValidatorAbi } from "../../abis/abis.ts";
import { toSessionId } from "../../grant/sessionId.ts";
import { MAX_DURATION_SECONDS } from "../../grant/window.ts";
import { accountFunctions } from "../../operation/functions.ts";
import { addressOf, isConfined, ownerOf } from "./account.ts";
import type { MemoryChain } from "./chain.ts";
import { revert } from "./revert.ts";
import { sessionOf } from "./sessionModule.ts";
import { epochOf, keyOf } from "./state.ts";

type Views<abi extends Abi> = {
  [name in ContractFunctionName<abi, "view" | "pure">]?: (
    ...args: ContractFunctionArgs<abi, "view" | "pure", name> extends infer args extends readonly unknown[]
      ? args
      : never
  ) => ContractFunctionReturnType<abi, "view" | "pure", name>;
};

/** The readable functions of one contract. */
type ReadableContract = { abi: Abi; views: Readonly<Record<string, ((...args: never[]) => unknown) | undefined>> };

const readable = <const abi extends Abi>(abi: abi, views: Views<abi>): ReadableContract => ({
  abi,
  views: views as ReadableContract["views"],
});

/**
 * Answers a call that reads one of the contracts.
 * @param chain The chain whose state is read.
 * @param to The contract.
 * @param data The call.
 * @returns Nothing if there is no such contract, or no such function here.
 * @throws Revert like the contract.
 */
export function readView(chain: MemoryChain, to: Address, data: Hex): Hex | undefined {
  const contract = findContract(chain, to);
  if (!contract || size(data) < 4) return undefined;
  const question = decode(contract.abi, data);
  const view = question && contract.views[question.functionName];
  if (!view) return undefined;
  const result = view(...((question.args ?? []) as never[]));
  return encodeFunctionResult({ abi: contract.abi, functionName: question.functionName, result });
}

function decode(abi: Abi, data: Hex) {
  try {
    return decodeFunctionData({ abi, data });
  } catch {
    return undefined;
  }
}

function findContract(chain: MemoryChain, to: Address): ReadableContract | undefined {
  const { entryPoint, module, factory, paymaster } = chain.contracts;
  if (isAddressEqual(to, entryPoint)) return entryPointViews(chain);
  if (isAddressEqual(to, module.validator)) return moduleViews(chain);
  if (isAddressEqual(to, factory)) return factoryViews(chain);
  if (paymaster && isAddressEqual(to, paymaster.paymaster)) return paymasterViews(chain);
  return ownerOf(chain.read(), to) === undefined ? undefined : accountViews(chain, to);
}

function entryPointViews({ read }: MemoryChain): ReadableContract {
  return readable(entryPoint08Abi, {
    getNonce: (sender, key) => (key << 64n) | (read().nonces.get(keyOf(sender, key)) ?? 0n),
    balanceOf: (account) => read().deposits.get(keyOf(account)) ?? 0n,
  });
}

function moduleViews({ read, contracts }: MemoryChain): ReadableContract {
  return readable(sessionValidatorAbi, {
    MAX_DURATION: () => MAX_DURATION_SECONDS,
    P256_VERIFIER: () => contracts.module.p256Verifier,
    epochOf: (account) => epochOf(read(), account),
    sessionId: (sessionKey, rulesHash, paymaster, nonceKey) =>
      toSessionId({ sessionKey, rulesHash, paymaster, nonceKey }),
    sessionOf: (account, session) => {
      const { isLive, isEnded, note, validUntil, actionsLeft, spendLeft, gasLeftWei } = sessionOf(
        read(),
        account,
        session,
      );
      return { isLive, isEnded, note, validUntil, actionsLeft: Number(actionsLeft), spendLeft, gasLeftWei };
    },
    countOf: (account, session, index) => {
      const {
        period = 0n,
        calls = 0n,
        amount = 0n,
        value = 0n,
      } = read().counters.get(keyOf(account, session, index)) ?? {};
      return [period, calls, amount, value] as const;
    },
  });
}

function factoryViews({ contracts }: MemoryChain): ReadableContract {
  return readable(playerAccountFactoryAbi, {
    IMPLEMENTATION: () => contracts.implementation,
    getAddress: (owner, salt) =>
      size(owner) < 20 ? revert("OwnerMalformed", [owner]) : addressOf(contracts, owner, salt),
  });
}

function paymasterViews({ read, contracts: { module, paymaster } }: MemoryChain): ReadableContract {
  return readable(sessionPaymasterAbi, {
    SESSIONS: () => module.validator,
    signer: () => paymaster?.signer ?? "0x",
    generation: () => paymaster?.generation ?? 0,
    denialOf: (account) => (read().denied.has(keyOf(account)) ? 2 : 0),
  });
}

function accountViews(chain: MemoryChain, account: Address): ReadableContract {
  const nobody = { owner: "0x" } as const;
  return readable(accountFunctions, {
    owner: () => ownerOf(chain.read(), account) ?? "0x",
    isConfined: () => isConfined({ state: chain.read(), contracts: chain.contracts }, account),
    ownership: () => ({
      ...{ change: zeroHash, guardiansHash: zeroHash },
      ...{ pending: { ...nobody, due: 0 }, former: { ...nobody, until: 0 } },
    }),
  });
}

import { type Address, type Hex, hexToBigInt, isAddressEqual, isHex, numberToHex } from "viem";
import { getBlock } from "viem/actions";
import { InvalidInputError } from "../errors/errors.ts";
import { NoSessionError } from "../errors/sessionErrors.ts";
import type { Call } from "../operation/calls.ts";
import type { Sessions } from "../sessions/types.ts";
import type { Calls } from "./calls.ts";
import { toCallsStatus } from "./callsStatus.ts";
import {
  CONTRACT_CALLS,
  type ExecutionPermissionRequest,
  fromExecutionPermissionRequest,
  toExecutionPermissionResponse,
} from "./executionPermissions.ts";
import { ProviderError, UNKNOWN_BUNDLE, UNKNOWN_CHAIN } from "./providerErrors.ts";
import type { RequestedCall, RequestedCalls, SessionProviderOptions } from "./types.ts";

export type Answer = (params: readonly unknown[]) => unknown;

/**
 * The methods that a provider answers itself; other reads go to the chain.
 * @param sessions The sessions of one world.
 * @param calls Sends calls.
 * @param open See {@link SessionProviderOptions}.
 */
export function createAnswers(
  sessions: Sessions,
  calls: Calls,
  open: SessionProviderOptions["open"],
): Record<string, Answer> {
  const { chain, client } = sessions;
  const chainId = numberToHex(chain.id);
  const accounts = () => (sessions.current ? [sessions.current.account] : []);
  const requireChain = (asked: Hex) => {
    if (asked === chainId) return;
    throw new ProviderError(UNKNOWN_CHAIN, "This session is on another chain.", {
      details: `seen ${asked}, allowed ${chainId}`,
    });
  };

  return {
    eth_chainId: () => chainId,
    net_version: () => String(chain.id),
    eth_accounts: accounts,
    eth_requestAccounts: async () => {
      if (!sessions.current && !open) throw new NoSessionError("No session is open.");
      if (!sessions.current && open) await sessions.open(open);
      return accounts();
    },
    eth_sendTransaction: async ([transaction]) => {
      const { from, ...call } = transaction as RequestedCall & { from?: Address };
      requireOwn(from, calls.session().account);
      return (await calls.wait(await calls.send([readCall(call)]))).transactionHash;
    },
    wallet_sendCalls: async ([request]) => {
      const { calls: asked, id, from, chainId: askedChain = chainId } = request as RequestedCalls;
      requireChain(askedChain);
      requireOwn(from, calls.session().account);
      if (!Array.isArray(asked)) throw new InvalidInputError("wallet_sendCalls needs a list of calls.");
      return { id: await calls.send(asked.map(readCall), id) };
    },
    wallet_getCallsStatus: async ([id]) => {
      const fate = calls.read(String(id));
      if (fate) return toCallsStatus(client, String(id), chain.id, fate);
      throw new ProviderError(UNKNOWN_BUNDLE, "These calls are not known here.", { details: `id ${String(id)}` });
    },
    wallet_getSupportedExecutionPermissions: () => ({
      [CONTRACT_CALLS]: { chainIds: [chainId], ruleTypes: ["expiry"] },
    }),
    wallet_requestExecutionPermissions: async ([requests]) => {
      const asked = requests as readonly ExecutionPermissionRequest[];
      const owner = sessions.current?.owner ?? open?.owner;
      if (!owner) throw new NoSessionError("The owner of this session is not available.");
      const { timestamp } = await getBlock(client);
      const answers: unknown[] = [];
      // One prompt after the other: an owner gets one question at a time.
      for (const request of asked) {
        requireChain(request.chainId);
        const granted = await sessions.grant({ owner, ...fromExecutionPermissionRequest(request, Number(timestamp)) });
        answers.push(toExecutionPermissionResponse(request, granted));
      }
      return answers;
    },
    wallet_showCallsStatus: () => null,
    wallet_getCapabilities: () => ({ [chainId]: { atomic: { status: "supported" } } }),
    wallet_switchEthereumChain: ([wanted]) => {
      requireChain((wanted as { chainId: Hex }).chainId);
      return null;
    },
  };
}

function requireOwn(from: Address | undefined, account: Address): void {
  if (from === undefined || isAddressEqual(from, account)) return;
  throw new ProviderError(4100, "This session plays for another account.", {
    details: `seen ${from}, allowed ${account}`,
  });
}

function readCall({ to, data, input, value = "0x0" }: RequestedCall): Call {
  if (!to) throw new InvalidInputError("A session key cannot create contracts: a call needs an address.");
  if (!isHex(value))
    throw new InvalidInputError("The value of a call must be hex text.", { details: `seen ${String(value)}` });
  return { to, data: data ?? input ?? "0x", value: hexToBigInt(value) };
}

import { createPublicClient, encodeFunctionData, type Hex, http } from "viem";
import { sessionValidatorAbi } from "../../abis/abis.ts";
import type { Call } from "../../operation/calls.ts";
import { readOwnership } from "../../owners/ownership.ts";
import { toLowercase } from "../chain/lowercase.ts";
import { createDoor, type Method } from "../http/createDoor.ts";
import { tellConsole } from "../http/doorTypes.ts";
import { partDown } from "../http/rpcFailure.ts";
import { type ChangeRequest, describeFault, readChangeRequest } from "./changeRequest.ts";
import { createEnabling } from "./createEnabling.ts";
import { decideRevocation } from "./decideRevocation.ts";
import { readEnableRequest } from "./enableRequest.ts";
import { createOnce } from "./once.ts";
import { createRelayBudgets } from "./relayBudgets.ts";
import { type RelayRequest, readRelayRequest } from "./relayRequest.ts";
import type { CreateRelayParameters, Relay, RelayAnswer } from "./relayTypes.ts";
import { type RelayWorld, readRevocationFacts, sessionOf } from "./revocationFacts.ts";
import { createRelayer, isRevert, refuse } from "./send.ts";

/** After this time a revocation that was sent is on chain, or was lost. */
const SENT_FOR_MS = 20_000;

/** After this time the account is on chain, or the owner tries again. */
const DEPLOYED_WITHIN_MS = 15_000;

/** For a revocation that cannot be simulated before its account exists. */
const REVOCATION_GAS = 120_000n;

/** Without a network to tell callers apart, they count as one. */
const EVERYBODY = "everybody";

/**
 * Sends revocations that a session key or an owner signed, and changes of owner that guardians signed or whose delay is over, so that
 * none of them needs a wallet that pays, a bundler, a sponsor, a database or a budget of the session: what was signed is the only authority.
 * Also enables sessions that the sponsor gave a voucher, for owners that are contracts.
 * @param parameters See {@link CreateRelayParameters}.
 * @returns A handler; see {@link Relay}.
 */
export function createRelay(parameters: CreateRelayParameters): Relay {
  const { chain, account, transport = http(undefined, { retryCount: 0 }), budgets } = parameters;
  const { ledger, knows, network, guard, log = tellConsole } = parameters;
  const client = createPublicClient({ chain, transport, cacheTime: 0, pollingInterval: 250 });
  const deployment = toLowercase(parameters.deployment);
  const world: RelayWorld = { chain: client, deployment, ledger, knows };
  const price = createRelayer({ chain, transport, account, client });
  const take = createRelayBudgets(budgets.network.wei);
  const once = createOnce<RelayAnswer>(SENT_FOR_MS);
  const enableOnce = createEnabling({ world, price, networkDayWei: budgets.network.wei, log });
  const enable: Relay["enable"] = (request, from) =>
    enableOnce({ ...toLowercase(request), grant: toLowercase(request.grant) }, from);

  const down = (cause: unknown): never => {
    throw isRevert(cause) ? refuse("one that the chain undoes", "one that it accepts") : partDown("relay", cause);
  };

  async function revoke(given: RelayRequest, from: string = EVERYBODY): Promise<RelayAnswer> {
    const request = toLowercase(given);
    const facts = await readRevocationFacts(world, request).catch((cause: unknown) => {
      throw partDown("rpc", cause);
    });
    const session = sessionOf(request);
    const verdict = decideRevocation(session === undefined ? "sessions" : `session ${session}`, facts);
    if (verdict === "done") return { status: "done" };
    if (verdict !== "send") throw refuse(verdict.seen, verdict.allowed);
    // Each copy of it was signed; they all ask for the same thing.
    const name = request.kind === "all" ? request.epoch : session;
    return once(`${request.account}:${name}`, () => send(request, facts, from));
  }

  async function send(
    request: RelayRequest,
    { status, isPromised, isDeployed }: Awaited<ReturnType<typeof readRevocationFacts>>,
    from: string,
  ): Promise<RelayAnswer> {
    const call = toCall(request, deployment.sessionValidator);
    // Only the ledger knows whether an account has sessions at all.
    const isEnabled = request.kind === "all" ? isPromised : status === "enabled";
    const pay = (costWei: bigint) => take({ account: request.account, network: from, costWei, isEnabled });
    const deployCall = isDeployed ? undefined : toDeployCall(request);
    if (deployCall) {
      const first = await price(deployCall).catch(down);
      pay(first.costWei + REVOCATION_GAS * first.gasPriceWei);
      const hash = await first.send().catch(down);
      await client.waitForTransactionReceipt({ hash, timeout: DEPLOYED_WITHIN_MS }).catch(down);
    }
    const priced = await price(call).catch(down);
    if (!deployCall) pay(priced.costWei);
    const transactionHash = await priced.send().catch(down);
    const details = { account: request.account, session: sessionOf(request), transactionHash, costWei: priced.costWei };
    log({ level: "info", event: "revocation", message: "Revocation sent.", details });
    return { status: "sent", transactionHash };
  }

  /** Guardians sign, or the delay is over: the account checks it, in the simulation too. */
  async function change(given: ChangeRequest, from: string = EVERYBODY): Promise<RelayAnswer> {
    const { account, data } = toLowercase(given);
    const code = await client.getCode({ address: account }).catch((cause: unknown) => {
      throw partDown("rpc", cause);
    });
    const fault = describeFault({ account, data }, code, deployment.playerAccountImplementation);
    if (fault) throw refuse(fault.seen, fault.allowed);
    // After a change, what was sent before it is another question.
    const { change: id } = await readOwnership(client, account).catch((cause: unknown) => {
      throw partDown("rpc", cause);
    });
    return once(`${account}:${id}:${data}`, async () => {
      const priced = await price({ to: account, data }).catch(down);
      take({ account, network: from, costWei: priced.costWei, isEnabled: true });
      const transactionHash = await priced.send().catch(down);
      const details = { account, transactionHash, costWei: priced.costWei };
      log({ level: "info", event: "ownerChange", message: "Change of owner sent.", details });
      return { status: "sent", transactionHash };
    });
  }

  const methods: Record<"session_revoke" | "session_changeOwner" | "session_enable", Method> = {
    session_revoke: (params, request) => revoke(readRelayRequest(params), request && network?.(request)),
    session_changeOwner: (params, request) => change(readChangeRequest(params), request && network?.(request)),
    session_enable: (params, request) => enable(readEnableRequest(params), request && network?.(request)),
  };
  const door = createDoor(methods, { guard, log });
  const { fetch } = door;
  const balance = () => client.getBalance({ address: account.address });
  return Object.assign((request: Request) => fetch(request), {
    fetch,
    transport: door.transport,
    ...{ revoke, change, enable, balance },
  });
}

/** A session key's revocation needs no account, because the module checks it. The account checks an owner's. */
function toDeployCall(request: RelayRequest): Call | undefined {
  if (request.kind === "sessionKey" || !request.factory || !request.factoryData) return undefined;
  return { to: request.factory, data: request.factoryData };
}

function toCall(request: RelayRequest, to: Hex): Call {
  const { account, signature } = request;
  const abi = sessionValidatorAbi;
  if (request.kind === "owner") {
    const args = [account, request.session, signature] as const;
    return { to, data: encodeFunctionData({ abi, functionName: "revokeByOwner", args }) };
  }
  if (request.kind === "all") {
    const args = [account, request.epoch, signature] as const;
    return { to, data: encodeFunctionData({ abi, functionName: "revokeAllByOwner", args }) };
  }
  const { sessionKey, rulesHash, paymaster, nonceKey } = request;
  const args = [account, sessionKey, rulesHash, paymaster, nonceKey, signature] as const;
  return { to, data: encodeFunctionData({ abi, functionName: "revokeBySessionKey", args }) };
}

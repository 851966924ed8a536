import { existsSync, readFileSync } from "node:fs";
import {
  type Address,
  type Client,
  createClient,
  createPublicClient,
  decodeFunctionData,
  encodeAbiParameters,
  encodeErrorResult,
  type Hex,
  http,
  keccak256,
  type Transport,
  toHex,
} from "viem";
import { getCode, getTransactionReceipt, readContract } from "viem/actions";
import { vi } from "vitest";
import { fromRoot } from "@/scripts/stack/paths";
import { sessionValidatorAbi } from "../src/abis/abis.ts";
import type { Failure } from "../src/errors/decodeFailure.ts";
import type { RefusedError } from "../src/errors/errors.ts";
import { createConfirmations } from "../src/lane/confirmations.ts";
import { estimateGasLimits } from "../src/operation/gas.ts";
import { type PreparedOperation, sendOperation } from "../src/operation/operation.ts";
import type { Operation } from "../src/operation/operationType.ts";
import { numberOfEpoch, readGrantEpoch, readNonce } from "../src/sessions/readChain.ts";
import { createMemoryStack, type ExecutedCall } from "../src/testing/index.ts";
import { type Player, refusalOfEntryPoint } from "./player.ts";
import { startWorld, targetAbi, type World } from "./world.ts";

/** One of two stacks that must say the same. */
type Side = { rpc: Client<Transport>; bundler: Client<Transport>; asWorld: World };

/** A stack's verdict on an operation, and the account's state afterwards. */
export type Verdict = {
  /** Without the bundler; undefined: accepted. */
  entryPoint: Failure | undefined;
  bundler: { code?: number | undefined; failure: Failure } | undefined;
  inclusion:
    | { isSuccess: boolean; revertData: Hex | undefined; paymaster: Address; logs: readonly unknown[] }
    | undefined;
  account: unknown;
};

export type Twins = Awaited<ReturnType<typeof startTwins>>;

/**
 * A real chain with a real bundler, and a stack in memory with the same addresses, the same keys and the same time: both get exactly
 * the same bytes.
 */
export async function startTwins() {
  const real = await startWorld();
  const webAuthnVerifier = await deploy(real, "ERC7913WebAuthnVerifier");
  const policy = await deploy(real, "AllowListPolicy");
  const deployment = { ...real.deployment, webAuthnVerifier };
  const stack = createMemoryStack({
    ...{ chain: real.chain, deployment, signer: real.sponsor, now: new Date((await real.now()) * 1000) },
    playTargets: [real.contracts.target],
    execute: (call) => runTarget(real, call),
    askPolicy: (_, { from, config }) => config === leafOf(from),
  });
  const rpc = createPublicClient({ chain: real.chain, transport: stack.parameters.transport });
  const twin: Side = {
    rpc,
    bundler: createClient({ transport: stack.parameters.bundler }),
    asWorld: { ...real, rpc: rpc as unknown as World["rpc"] },
  };
  const bundler = createClient({ transport: http(real.bundlerUrl, { retryCount: 0 }) });
  const original: Side = { rpc: real.rpc, bundler, asWorld: real };

  /** The memory clock follows the chain's. */
  const follow = async () => {
    const lag = (await real.now()) * 1000 - stack.parameters.clock.nowMs();
    if (lag > 0) await stack.advance(lag / 1000);
  };
  return {
    ...{ real, stack, policy, webAuthnVerifier, leafOf, follow },
    /** Both verdicts on an operation; if both accept it, it is on both chains afterwards. */
    judge: async (player: Player, prepared: PreparedOperation): Promise<[original: Verdict, twin: Verdict]> => {
      const first = await judgeAt(original, player, prepared);
      await follow();
      return [first, await judgeAt(twin, player, prepared)];
    },
    /** The same without a bundler: nothing changes on either. */
    probe: async (prepared: PreparedOperation) => {
      const first = await refusalOfEntryPoint(real, prepared);
      await follow();
      return [first, await refusalOfEntryPoint(twin.asWorld, prepared)] as const;
    },
    /** The bundlers' errors to a gas estimate; nothing if they answer. */
    estimate: async ({ operation }: PreparedOperation) => {
      await follow();
      return Promise.all([original, twin].map((side) => refusalOfEstimate(side, operation)));
    },
    /** Sends what anybody may send. */
    relayInMemory: (to: Address, data: Hex) =>
      rpc.request({ method: "eth_sendTransaction", params: [{ from: to, to, data }] } as never),
    /** The account's state, on both. */
    stand: async (player: Player) => [await readAccount(original, player), await readAccount(twin, player)] as const,
    dispose: () => real.dispose(),
  };
}

/** Asked without the bundler first, because afterwards the operation may be on chain. */
async function judgeAt(side: Side, player: Player, prepared: PreparedOperation): Promise<Verdict> {
  const entryPoint = await refusalOfEntryPoint(side.asWorld, prepared);
  const refusal = await sendOperation(side.bundler, prepared.operation).then(
    () => undefined,
    (error: RefusedError) => error,
  );
  const bundler = refusal && { code: refusal.rpcCode, failure: toFailure(refusal) };
  const isMined = !entryPoint && !refusal;
  const inclusion = isMined ? await findInclusion(side, player, prepared) : undefined;
  return {
    entryPoint: entryPoint && normalise(entryPoint),
    bundler,
    inclusion,
    account: await readAccount(side, player),
  };
}

function refusalOfEstimate({ bundler }: Side, operation: Operation) {
  return estimateGasLimits(bundler, operation).then(
    () => undefined,
    (error: RefusedError) => ({ code: error.rpcCode, failure: toFailure(error) }),
  );
}

async function findInclusion({ rpc }: Side, { account }: Player, { userOpHash }: PreparedOperation) {
  const confirmations = createConfirmations({ client: rpc, account });
  const found = await vi.waitUntil(() => confirmations.lookUp(userOpHash), { timeout: 20_000, interval: 40 });
  const { isSuccess, revertData, paymaster, transactionHash } = found;
  const { logs } = await getTransactionReceipt(rpc, { hash: transactionHash });
  return { isSuccess, revertData, paymaster: lower(paymaster), logs: logs.flatMap(toComparable) };
}

/** Logs of the session contracts. The EntryPoint's contain gas costs; targets are not run in memory. */
function toComparable({ address, topics, data }: { address: Address; topics: readonly Hex[]; data: Hex }): unknown[] {
  const [topic = "0x"] = topics;
  const isEpoch = topic === keccak256(toHex("EpochRaised(address,bytes32)"));
  const isTarget = topics.length === 0;
  if (isTarget || address.toLowerCase() === ENTRY_POINT.toLowerCase()) return [];
  return [[lower(address), topics, isEpoch ? numberOfEpoch(data) : data]];
}

const ENTRY_POINT = "0x4337084D9E255Ff0702461CF8895CE9E3b5Ff108";

async function readAccount({ rpc, asWorld }: Side, { account, id, grant }: Player) {
  const { validator } = asWorld.contracts;
  const read = { abi: sessionValidatorAbi, address: validator } as const;
  const [session, nonce, epoch, code] = await Promise.all([
    readContract(rpc, { ...read, functionName: "sessionOf", args: [account, id] }),
    readNonce(rpc, account, grant.nonceKey),
    readGrantEpoch(rpc, validator, account),
    getCode(rpc, { address: account }),
  ]);
  const counters = await Promise.all(
    grant.permissions.map((_, index) =>
      readContract(rpc, { ...read, functionName: "countOf", args: [account, id, BigInt(index)] }),
    ),
  );
  return { session, nonce, epoch: numberOfEpoch(epoch), code, counters };
}

const toFailure = ({ entryPointCode, contractError }: RefusedError): Failure =>
  normalise({ ...(entryPointCode && { entryPointCode }), ...(contractError && { contractError }) });

/** What only the chain knows: a part of an epoch, and where a reader stopped. */
function normalise(failure: Failure): Failure {
  const { contractError } = failure;
  if (contractError?.name === "GrantWrongEpoch") {
    return {
      ...failure,
      contractError: { ...contractError, args: contractError.args.map((epoch) => numberOfEpoch(epoch as Hex)) },
    };
  }
  if (contractError?.name === "FunctionSignatureInvalid") {
    return { ...failure, contractError: { ...contractError, args: contractError.args.slice(0, 1) } };
  }
  return failure;
}

const lower = (address: Address): Address => address.toLowerCase() as Address;

/** On a list of one, its leaf is the root. */
function leafOf(account: Address): Hex {
  return keccak256(keccak256(encodeAbiParameters([{ type: "address" }], [account])));
}

/** The effects of `Target.sol`, as far as an operation sees them. */
function runTarget({ contracts }: World, { to, data, value }: ExecutedCall): { revert: Hex } | undefined {
  if (to.toLowerCase() !== contracts.target.toLowerCase() || data === "0x") return undefined;
  const { functionName, args = [] } = decodeFunctionData({ abi: targetAbi, data });
  if (functionName === "fail") return { revert: encodeErrorResult({ abi: targetAbi, errorName: "Refused", args }) };
  return value > 0n && functionName !== "play" ? { revert: "0x" } : undefined;
}

async function deploy({ operator, rpc }: World, name: string): Promise<Address> {
  const places = ["contracts/out/release", "contracts/out"].map((out) => fromRoot(out, `${name}.sol/${name}.json`));
  const { abi, bytecode } = JSON.parse(readFileSync(places.find(existsSync) ?? "", "utf8"));
  const hash = await operator.deployContract({ abi, bytecode: bytecode.object, args: [] });
  const { contractAddress } = await rpc.waitForTransactionReceipt({ hash });
  if (!contractAddress) throw new Error(`${name} was not deployed.`);
  return contractAddress;
}

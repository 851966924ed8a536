import {
  type Address,
  createTestClient,
  encodeFunctionData,
  type Hex,
  http,
  numberToHex,
  parseAbi,
  parseEther,
  type TransactionReceipt,
} from "viem";
import { entryPoint08Abi, toPackedUserOperation } from "viem/account-abstraction";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { sessionValidatorAbi } from "../src/abis/abis.ts";
import { createGrant, type Grant, grantTypedData, sessionIdOf } from "../src/grant/grant.ts";
import { packGrant } from "../src/grant/packGrant.ts";
import { revokeAllByOwner, revokeByOwner, revokeBySessionKey } from "../src/grant/revoke.ts";
import { accountKey } from "../src/keys/accountKey.ts";
import { createSessionKey, type SessionSigner } from "../src/keys/sessionKey.ts";
import { type Call, createFactoryArgs } from "../src/operation/calls.ts";
import { type PreparedOperation, prepareOperation, readMaxCost } from "../src/operation/operation.ts";
import type { Owner, OwnerTypedData } from "../src/owners/owner.ts";
import { OWNER_NONCE_KEY, prepareOwnerOperation } from "../src/owners/ownerOperation.ts";
import { encodeChangeOwner, ownTypedData, readOwnership } from "../src/owners/ownership.ts";
import { createWalletOwner } from "../src/owners/walletOwner.ts";
import { createPermission } from "../src/permissions/permission.ts";
import type { SessionRow } from "../src/sessions/account/sessionRows.ts";
import { readGrantEpoch, readNonce } from "../src/sessions/readChain.ts";
import { callTarget, gasTable } from "./player.ts";
import { createDice } from "./randomGrants.ts";
import { targetAbi, type World } from "./world.ts";

const FEES = { maxFeePerGas: 2_000_000_000n, maxPriorityFeePerGas: 1_000_000_000n };
const OWNER_GAS = { callGasLimit: 400_000n, verificationGasLimit: 200_000n, preVerificationGas: 60_000n };
const GAS = 12_000_000n;
const DAY_SECONDS = 86_400;
const accountAbi = parseAbi(["function finishChange()"]);

/** What the walk did to a session: written down where it acts, not read from the chain. */
type Trace = {
  grant: Grant;
  blockNumber: bigint;
  calls: number;
  spend: bigint;
  gas: bigint;
  last?: Hex;
  end?: { by: string; isAll: boolean; blockNumber: bigint };
};
type State = {
  now: number;
  traces: Map<Hex, Trace>;
  owner: number;
  pending?: { owner: number; due: number } | undefined;
};

/** What one operation of a bundle does, once it is on chain. */
type Act = {
  prepared: PreparedOperation;
  enables?: Hex;
  uses?: { id: Hex; calls: number; spend: bigint };
  ends?: Hex | "all";
};

const ownerOf = (): Owner => {
  const wallet = privateKeyToAccount(generatePrivateKey());
  return createWalletOwner({
    address: wallet.address,
    signTypedData: (data: OwnerTypedData) => wallet.signTypedData(data),
  });
};

/**
 * Walks at random over everything that happens to the sessions of one account on a real chain: grants, uses, ends, changes of owner,
 * passing time, reorganisations, and several of them in one bundle. Keeps books of its own.
 * @param world A chain; this walk sets its clock and mines its blocks.
 * @param seed The same seed, the same walk, except for keys.
 */
export async function createSessionWalk(world: World, seed: number) {
  const { rpc, module, contracts, wallet, chain } = world;
  const node = createTestClient({ mode: "anvil", chain, transport: http() });
  const dice = createDice(seed);
  const owners = [ownerOf()];
  const signers = new Map<Hex, SessionSigner>();
  const signatures = new Map<Hex, Hex>();
  const factory = createFactoryArgs(contracts.factory, ownerAt(0).signer);
  const counts: Record<string, number> = {};
  let state: State = { now: 0, traces: new Map(), owner: 0 };
  let kept: { id: Hex; state: State } | undefined;

  function ownerAt(index: number): Owner {
    const owner = owners[index];
    if (!owner) throw new Error(`no owner ${index}`);
    return owner;
  }
  const owner = () => ownerAt(state.owner);
  const trace = (id: Hex): Trace => {
    const found = state.traces.get(id);
    if (!found) throw new Error(`no session ${id}`);
    return found;
  };

  /** Mines one transaction some seconds after the previous one. */
  const send = async (to: Address, data: Hex, value = 0n): Promise<TransactionReceipt> => {
    state.now += 1 + dice.below(20);
    await node.setNextBlockTimestamp({ timestamp: BigInt(state.now) });
    const nonce = await rpc.getTransactionCount({ address: wallet.account.address });
    const hash = await wallet.sendTransaction({ to, data, value, gas: GAS, nonce, ...FEES });
    await node.mine({ blocks: 1 });
    const receipt = await rpc.getTransactionReceipt({ hash });
    if (receipt.status !== "success") throw new Error(`The walk's own transaction ${hash} failed.`);
    return receipt;
  };

  const end = (id: Hex, blockNumber: bigint, by: string, isAll: boolean) => {
    const session = trace(id);
    if (!session.end && state.now <= session.grant.validUntil) session.end = { by, isAll, blockNumber };
  };
  const endAll = (blockNumber: bigint, by: string) => {
    for (const id of state.traces.keys()) end(id, blockNumber, by, true);
  };

  const running = (reserve = 30) =>
    [...state.traces].filter(
      ([, { end: ended, grant, calls }]) =>
        !ended && state.now + reserve < grant.validUntil && calls + 2 < grant.maxActions,
    );
  const anyOf = <item>(items: readonly item[]): item | undefined => items[dice.below(Math.max(1, items.length))];

  const draw = async (): Promise<Hex> => {
    const signer = dice.below(2)
      ? await createSessionKey(contracts.verifier)
      : accountKey(privateKeyToAccount(generatePrivateKey()));
    const target = { abi: targetAbi, target: contracts.target };
    const grant = createGrant({
      ...{ account, sessionKey: signer.signer, validator: contracts.validator, lane: 1 + dice.below(3) },
      epoch: await readGrantEpoch(rpc, contracts.validator, account),
      nowSeconds: state.now,
      durationSeconds: 300 + dice.below(3_000),
      permissions: [
        createPermission({ ...target, functionSignature: "play(uint256)" }),
        createPermission({ ...target, functionSignature: "spend(uint256,uint256)", spendArgument: "2" }),
      ],
      ...{ maxActions: 4 + dice.below(12), maxSpend: 1_000n, maxGasWei: 10n ** 18n },
    });
    const id = sessionIdOf(module, grant);
    signers.set(id, signer);
    signatures.set(id, await owner().signTypedData(grantTypedData(module, grant)));
    grants.set(id, grant);
    return id;
  };
  const grants = new Map<Hex, Grant>();

  const nonces = new Map<bigint, bigint>();
  /** Several operations of one lane in a bundle follow each other. */
  const nextNonce = async (key: bigint): Promise<bigint> => {
    const nonce = nonces.get(key) ?? (await readNonce(rpc, account, key));
    nonces.set(key, nonce + 1n);
    return nonce;
  };
  const use = async (id: Hex, enables: boolean): Promise<Act> => {
    const grant = grants.get(id) as Grant;
    const spend = BigInt(dice.below(4));
    const calls: Call[] = [
      callTarget(world, "spend", [0n, spend]),
      ...(dice.below(2) ? [callTarget(world, "play", [1n])] : []),
    ];
    const prepared = await prepareOperation({
      ...{
        chainId: chain.id,
        calls,
        enables,
        fees: FEES,
        nonce: await nextNonce(grant.nonceKey),
        nowSeconds: state.now,
      },
      signed: { grant, ownerSignature: signatures.get(id) as Hex },
      signer: signers.get(id) as SessionSigner,
      gasLimits: {
        callGasLimit: 300_000n,
        verificationGasLimit: 900_000n,
        preVerificationGas: 100_000n,
        ...gasTable({ deploys: false, enables, calls }),
      },
    });
    return { prepared, uses: { id, calls: calls.length, spend }, ...(enables && { enables: id }) };
  };
  const byOwner = async (calls: readonly Call[] | { callData: Hex }, ends?: Hex | "all"): Promise<Act> => {
    const nonce = await nextNonce(OWNER_NONCE_KEY);
    const parameters = { chainId: chain.id, account, owner: owner(), calls, nonce, fees: FEES, gasLimits: OWNER_GAS };
    return { prepared: await prepareOwnerOperation(parameters), ...(ends && { ends }) };
  };
  const revokeCall = (id: Hex | "all"): Call => ({
    to: contracts.validator,
    data:
      id === "all"
        ? encodeFunctionData({ abi: sessionValidatorAbi, functionName: "revokeAll" })
        : encodeFunctionData({ abi: sessionValidatorAbi, functionName: "revoke", args: [id] }),
  });

  /** The EntryPoint validates all operations, and then executes them. */
  const bundle = async (acts: readonly Act[]) => {
    const operations = acts.map(({ prepared }) => toPackedUserOperation(prepared.operation));
    const data = encodeFunctionData({
      ...{ abi: entryPoint08Abi, functionName: "handleOps", args: [operations, wallet.account.address] },
    });
    const { blockNumber } = await send(world.entryPoint, data);
    for (const { enables } of acts) if (enables) begin(enables, blockNumber);
    for (const { prepared, uses, ends } of acts) {
      if (uses) {
        const session = trace(uses.id);
        session.calls += uses.calls;
        session.spend += uses.spend;
        session.gas += readMaxCost(prepared.operation);
        session.last = prepared.userOpHash;
      }
      if (ends === "all") endAll(blockNumber, "owner");
      else if (ends) end(ends, blockNumber, "owner", false);
    }
  };
  const begin = (id: Hex, blockNumber: bigint) =>
    state.traces.set(id, { grant: grants.get(id) as Grant, blockNumber, calls: 0, spend: 0n, gas: 0n });

  const relay = async (calls: readonly Call[]) => {
    const [call] = calls;
    return send(call?.to as Address, call?.data as Hex);
  };

  const steps: Record<string, { weight: number; run: () => Promise<boolean> }> = {
    grant: { weight: 16, run: async () => bundle([await use(await draw(), true)]).then(() => true) },
    grantByTransaction: {
      weight: 5,
      run: async () => {
        const id = await draw();
        const { paymaster, nonceKey } = grants.get(id) as Grant;
        const signed = `${packGrant(grants.get(id) as Grant)}${signatures.get(id)?.slice(2)}` as Hex;
        const args = [account, signers.get(id)?.key as Hex, paymaster, nonceKey, signed] as const;
        const data = encodeFunctionData({ abi: sessionValidatorAbi, functionName: "enable", args });
        begin(id, (await send(contracts.validator, data)).blockNumber);
        return true;
      },
    },
    use: {
      weight: 34,
      run: async () => {
        const chosen = anyOf(running());
        if (chosen) await bundle([await use(chosen[0], false)]);
        return chosen !== undefined;
      },
    },
    bundle: {
      weight: 10,
      run: async () => {
        const [one, other] = [anyOf(running()), anyOf(running())];
        if (!one || !other || one[0] === other[0]) return false;
        const acts = [await use(one[0], false), await use(await draw(), true)];
        if (dice.below(3) === 0) acts.push(await byOwner([revokeCall(one[0])], one[0]));
        if (dice.below(8) === 0) acts.push(await byOwner([revokeCall("all")], "all"));
        acts.push(await use(other[0], false));
        await bundle(acts);
        return true;
      },
    },
    endByKey: {
      weight: 6,
      run: async () => {
        const chosen = anyOf([...state.traces]);
        if (!chosen) return false;
        const [id, { grant }] = chosen;
        const { calls } = await revokeBySessionKey(module, grant, signers.get(id) as SessionSigner);
        end(id, (await relay(calls)).blockNumber, "key", false);
        return true;
      },
    },
    endByOwner: {
      weight: 6,
      run: async () => {
        const chosen = anyOf([...state.traces]);
        if (!chosen) return false;
        const { calls } = await revokeByOwner(module, account, chosen[0], owner());
        end(chosen[0], (await relay(calls)).blockNumber, "owner", false);
        return true;
      },
    },
    endAll: {
      weight: 2,
      run: async () => {
        const epoch = await readGrantEpoch(rpc, contracts.validator, account);
        endAll((await relay(await revokeAllByOwner(module, account, epoch, owner()))).blockNumber, "owner");
        return true;
      },
    },
    wait: {
      weight: 10,
      run: async () => {
        state.now += 60 + dice.below(600);
        return true;
      },
    },
    askForOwner: {
      weight: 3,
      run: async () => {
        if (state.pending) return false;
        const next = owners.push(ownerOf()) - 1;
        const { change } = await readOwnership(rpc, account);
        const signer = ownerAt(next).signer;
        const proof = await ownerAt(next).signTypedData(
          ownTypedData({ chainId: chain.id, account, owner: signer, change }) as unknown as OwnerTypedData,
        );
        await bundle([await byOwner({ callData: encodeChangeOwner(signer, proof) })]);
        state.pending = { owner: next, due: state.now + DAY_SECONDS };
        return true;
      },
    },
    changeOwner: {
      weight: 3,
      run: async () => {
        const { pending } = state;
        if (!pending) return false;
        state.now = Math.max(state.now, pending.due);
        // Sessions that the previous owner grants just before are ended by the change.
        await bundle([await use(await draw(), true)]);
        const data = encodeFunctionData({ abi: accountAbi, functionName: "finishChange" });
        endAll((await send(account, data)).blockNumber, "newOwner");
        Object.assign(state, { owner: pending.owner, pending: undefined });
        return true;
      },
    },
    keep: {
      weight: 3,
      run: async () => {
        kept = { id: await node.snapshot(), state: structuredClone(state) };
        return true;
      },
    },
    reorganise: {
      weight: 2,
      run: async () => {
        if (!kept) return false;
        await node.revert({ id: kept.id });
        ({ state } = kept);
        kept = undefined;
        // Another branch: what comes next is in other blocks.
        await send(wallet.account.address, "0x");
        return true;
      },
    },
  };

  await node.setIntervalMining({ interval: 0 });
  await node.setAutomine(false);
  state.now = (await world.now()) + 1;
  const account = (await rpc.readContract({
    abi: parseAbi(["function getAddress(bytes owner, bytes32 salt) view returns (address)"]),
    address: contracts.factory,
    functionName: "getAddress",
    args: [ownerAt(0).signer, numberToHex(0, { size: 32 })],
  })) as Address;
  await send(factory.factory, factory.factoryData);
  const deposit = encodeFunctionData({ abi: entryPoint08Abi, functionName: "depositTo", args: [account] });
  await send(world.entryPoint, deposit, parseEther("500"));

  const deck = Object.entries(steps).flatMap(([name, { weight }]) => Array.from({ length: weight }, () => name));
  return {
    account,
    /** How often each step was made. */
    counts,
    /** One step. */
    step: async () => {
      for (;;) {
        nonces.clear();
        const name = anyOf(deck) as string;
        if (!(await steps[name]?.run())) continue;
        counts[name] = (counts[name] ?? 0) + 1;
        return name;
      }
    },
    /** What its books say, in the form of {@link seen}. */
    expected: (now: number) =>
      [...state.traces].map(([id, { grant, calls, spend, gas, last, end: ended, blockNumber }]) => ({
        ...{ id, validUntil: grant.validUntil, key: grant.sessionKey.toLowerCase(), made: blockNumber },
        status: ended ? "ended" : now > grant.validUntil ? "runOut" : "running",
        ...{ ended, used: { calls, spend, gas }, last },
        left: { calls: grant.maxActions - calls, spend: grant.maxSpend - spend, gas: grant.maxGasWei - gas },
      })),
  };
}

/** A row of the reader, in the form of the walk's books. */
export const seen = ({ id, grant, made, status, ended, used, left, lastOperation }: SessionRow) => ({
  ...{ id, validUntil: grant.validUntil, key: grant.sessionKey.toLowerCase(), made: made.blockNumber, status },
  ended: ended && { by: ended.by, isAll: ended.isAll, blockNumber: ended.blockNumber },
  ...{ used, left, last: lastOperation?.userOpHash },
});

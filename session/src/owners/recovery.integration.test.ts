import {
  type Client,
  concat,
  createClient,
  createTestClient,
  encodeFunctionData,
  type Hex,
  http,
  isAddressEqual,
  numberToHex,
  parseAbi,
  parseEther,
} from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { waitForTransactionReceipt } from "viem/actions";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createPasskeyOwner } from "../../test/passkeyOwner.ts";
import { startSponsor } from "../../test/sponsorWorld.ts";
import { startWorld, type World } from "../../test/world.ts";
import { createConfirmations } from "../lane/confirmations.ts";
import { createFactoryArgs } from "../operation/calls.ts";
import { readAccountOf } from "./accountOf.ts";
import type { Owner } from "./owner.ts";
import { sendOwnerOperation } from "./ownerOperation.ts";
import { ownTypedData } from "./ownership.ts";
import { readOwnerHistory } from "./readOwnerHistory.ts";
import {
  encodeCancelChange,
  encodeSetGuardians,
  finishChangeCall,
  type Guardians,
  recoverCall,
  recoverTypedData,
  sendOwnerChange,
  sortGuardians,
} from "./recovery.ts";
import { createWalletOwner } from "./walletOwner.ts";

const DAY_SECONDS = 86_400;

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.dispose());

function createWallet(): Owner {
  const wallet = privateKeyToAccount(generatePrivateKey());
  return createWalletOwner({ address: wallet.address, signTypedData: (data) => wallet.signTypedData(data) });
}

/** An account, its owner's operations paid by the sponsor, and the relay for everybody else. */
async function createAccount(owner: Owner) {
  const { deployment, rpc, bundlerUrl } = world;
  const account = await readAccountOf(rpc, deployment, owner);
  const factory = createFactoryArgs(deployment.playerAccountFactory, owner.signer);
  const { sponsor, relay } = startSponsor(world, {
    ownerCalls: { allow: [], maxGas: parseEther("1"), ownership: true },
  });
  const clients = {
    rpc: rpc as Client as never,
    bundler: createClient({ transport: http(bundlerUrl) }),
    sponsor: createClient({ transport: sponsor.transport }),
  };
  const relayClient = createClient({ transport: relay.transport });
  return {
    account,
    read: () => readOwnerHistory(rpc, { deployment, account }),
    /** By its owner. */
    order: async (callData: Hex) => {
      const { userOpHash } = await sendOwnerOperation(clients, {
        ...{ chainId: 31337, account, owner, factory, calls: { callData } },
        gasLimits: { callGasLimit: 300_000n, verificationGasLimit: 1_000_000n },
      });
      const confirmations = createConfirmations({ client: rpc, account });
      const outcome = async () => (await confirmations.lookUp(userOpHash))?.isSuccess;
      await expect.poll(outcome, { timeout: 20_000 }).toBe(true);
    },
    send: (call: Parameters<typeof sendOwnerChange>[2]) => sendOwnerChange(relayClient, rpc, call),
  };
}

/** The guardians with these numbers agree. */
async function signRecovery(
  player: Awaited<ReturnType<typeof createAccount>>,
  next: Owner,
  { guardians, threshold }: Guardians,
  signers: readonly Owner[],
) {
  const { change } = await player.read();
  const asked = { chainId: 31337, account: player.account, owner: next.signer, change };
  const signatures = await Promise.all(
    guardians.map((guardian) =>
      signers
        .find(({ signer }) => signer.toLowerCase() === guardian.toLowerCase())
        ?.signTypedData(recoverTypedData(asked)),
    ),
  );
  const proof = await next.signTypedData(ownTypedData(asked));
  return recoverCall(player.account, { guardians, threshold, owner: next.signer, proof, signatures });
}

const passTime = async (seconds: number) => {
  const node = createTestClient({ mode: "anvil", chain: world.chain, transport: http() });
  await node.increaseTime({ seconds });
  await node.mine({ blocks: 1 });
};

test("guardians replace a lost owner: set up, asked, cancelled, asked again, done; nobody but the sponsor pays", async () => {
  const [owner, next] = [createWallet(), await createPasskeyOwner(world.deployment.webAuthnVerifier)];
  const friends = [createWallet(), createWallet(), createWallet()];
  const player = await createAccount(owner);
  expect(await player.read()).toMatchObject({ isDeployed: false, guardians: undefined, events: [] });

  const named = { guardians: friends.map(({ signer }) => signer), threshold: 2 };
  const sorted = sortGuardians(named);
  await player.order(encodeSetGuardians(named));
  const setUp = await player.read();
  expect(setUp).toMatchObject({ isDeployed: true, delaySeconds: DAY_SECONDS, pending: undefined });
  const lowercase = ({ guardians, threshold }: Guardians) => [guardians.map((each) => each.toLowerCase()), threshold];
  expect(setUp.guardians && lowercase(setUp.guardians)).toEqual(lowercase(sorted));
  expect(setUp.events.map(({ kind }) => kind)).toEqual(["made", "guardians"]);

  const [first, second] = friends as [Owner, Owner];
  const tooFew = await signRecovery(player, next, sorted, [first]);
  await expect(player.send(tooFew)).rejects.toMatchObject({ name: "RefusedError" });
  const asked = await signRecovery(player, next, sorted, [first, second]);
  expect(await player.send(asked)).toMatch(/^0x/);
  const waiting = await player.read();
  expect(waiting.pending?.owner).toBe(next.signer.toLowerCase());
  const event = waiting.events.at(-1);
  expect(event).toMatchObject({ kind: "asked", due: (event?.time ?? 0) + DAY_SECONDS });
  await expect(player.send(finishChangeCall(player.account)), "too early").rejects.toMatchObject({
    name: "RefusedError",
  });

  await player.order(encodeCancelChange());
  expect(await player.read()).toMatchObject({ pending: undefined, guardians: { threshold: 2 } });
  await expect(player.send(asked), "what was signed for it is void").rejects.toMatchObject({ name: "RefusedError" });

  await player.send(await signRecovery(player, next, sorted, friends));
  await passTime(DAY_SECONDS + 1);
  await player.send(finishChangeCall(player.account));
  const done = await player.read();
  expect(done).toMatchObject({ owner: next.signer.toLowerCase(), pending: undefined, guardians: undefined });
  expect(done.events.map(({ kind }) => kind)).toEqual(["made", "guardians", "asked", "cancelled", "asked", "changed"]);
  expect(done.isConfined).toBe(false);
  const { rpc, deployment } = world;
  const continued = await readOwnerHistory(rpc, { deployment, account: player.account, known: waiting });
  expect(continued.events, "read on from an earlier answer").toEqual(done.events);
  // A new device finds it by the new owner alone.
  expect(await readAccountOf(world.rpc, world.deployment, next)).toBe(player.account);
});

test("the relay pays for a recovery and its end of an account that exists, and for nothing else", async () => {
  const player = await createAccount(createWallet());
  await expect(player.send(finishChangeCall(player.account))).rejects.toMatchObject({
    message: expect.stringContaining("an account that nobody here made"),
  });
  const hash = await world.wallet.sendTransaction({
    to: world.deployment.playerAccountFactory,
    data: createFactoryArgs(world.deployment.playerAccountFactory, createWallet().signer).factoryData,
  });
  const { logs } = await waitForTransactionReceipt(world.rpc, { hash });
  const account = `0x${logs[0]?.topics[1]?.slice(26)}` as const;
  await expect(player.send(finishChangeCall(account)), "nothing was asked for").rejects.toMatchObject({
    message: expect.stringContaining("one that the chain undoes"),
  });
  await expect(player.send({ account, data: encodeCancelChange() })).rejects.toMatchObject({
    message: expect.stringContaining("recover or finishChange"),
  });
});

test("guardians named twice, or a threshold that they cannot reach, are refused before anybody signs", () => {
  const [one, two] = [createWallet().signer, createWallet().signer];
  const refusal = expect.objectContaining({ name: "InvalidInputError" });
  expect(() => sortGuardians({ guardians: [one, one.toLowerCase() as Hex], threshold: 1 })).toThrow(refusal);
  for (const threshold of [0, 3, 1.5]) {
    expect(() => sortGuardians({ guardians: [one, two], threshold })).toThrow(refusal);
  }
  expect(sortGuardians({ guardians: [], threshold: 0 })).toEqual({ guardians: [], threshold: 0 });
});

test("what is installed is read from the chain: the session module from birth, others by their events, none that was removed", async () => {
  const { sessionValidator } = world.deployment;
  const owner = createWallet();
  const player = await createAccount(owner);
  const sessions = { type: 1, module: sessionValidator };
  expect((await player.read()).modules).toEqual([sessions]);
  const { factory: to, factoryData: made } = createFactoryArgs(world.deployment.playerAccountFactory, owner.signer);
  await waitForTransactionReceipt(world.rpc, { hash: await world.wallet.sendTransaction({ to, data: made }) });
  expect((await player.read()).modules, "born with it").toEqual([sessions]);
  const abi = parseAbi([
    "function installModule(uint256 type, address module, bytes data)",
    "function uninstallModule(uint256 type, address module, bytes data)",
    "function isModuleInstalled(uint256 type, address module, bytes data) view returns (bool)",
  ]);
  // It answers every call with 1 (PUSH1 1 PUSH0 MSTORE PUSH1 32 PUSH0 RETURN), so it is a module of every type.
  const bytecode = "0x60088060095f395ff360015f5260205ff3";
  const deploying = await world.wallet.deployContract({ abi: [], bytecode });
  const { contractAddress } = await waitForTransactionReceipt(world.rpc, { hash: deploying });
  if (!contractAddress) throw new Error("no module");
  const handler = { type: 3, module: contractAddress };
  const selector = concat(["0x12345678", "0x00"]);
  // As the account itself: the sponsor of these tests does not pay for it.
  const node = createTestClient({ mode: "anvil", chain: world.chain, transport: http() });
  await node.impersonateAccount({ address: player.account });
  await node.setBalance({ address: player.account, value: parseEther("1") });
  const change = async (
    functionName: "installModule" | "uninstallModule",
    { type, module }: typeof handler,
    init: Hex,
  ) => {
    const data = encodeFunctionData({ abi, functionName, args: [BigInt(type), module, init] });
    const params = [{ from: player.account, to: player.account, data, gas: numberToHex(500_000n) }];
    const hash = (await world.rpc.request({ method: "eth_sendTransaction", params } as never)) as Hex;
    if ((await waitForTransactionReceipt(world.rpc, { hash })).status !== "success") return "refused";
    const { modules } = await player.read();
    for (const [each, context] of [
      [sessions, "0x"],
      [handler, "0x12345678"],
    ] as const) {
      const args = [BigInt(each.type), each.module, context] as const;
      const isInstalled = await world.rpc.readContract({
        abi,
        address: player.account,
        functionName: "isModuleInstalled",
        args,
      });
      const isListed = modules.some(
        ({ type: kind, module: at }) => kind === each.type && isAddressEqual(at, each.module),
      );
      expect(isListed, `${each.type} after ${functionName}`).toBe(isInstalled);
    }
    return modules.length;
  };
  expect(await change("installModule", sessions, "0x"), "it is there already").toBe("refused");
  expect(await change("installModule", handler, selector)).toBe(2);
  expect(await change("uninstallModule", sessions, "0x")).toBe(1);
  expect(await change("uninstallModule", handler, "0x12345678")).toBe(0);
  expect(await change("installModule", sessions, "0x")).toBe(1);
  expect((await player.read()).events.map(({ kind }) => kind)).toEqual([
    ...["made", "installed", "removed", "removed", "installed"],
  ]);
});

import { getAddress, http, parseGwei, stringify, toFunctionSelector, zeroAddress } from "viem";
import { createBundlerClient } from "viem/account-abstraction";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { decodeRevert } from "./decodeFailure";
import { RefusedError } from "./errors";
import { sessionPaymasterAbi, sessionValidatorAbi } from "./generated/abis";
import { hashGrant, sessionId, toNonceKey } from "./grant";
import { reactTo } from "./laneReaction";
import type { PreparedOperation } from "./operation";
import { readSession } from "./readChain";
import { revokeAllByOwner, revokeBySessionKey } from "./revoke";
import { toSessionAccount } from "./sessionAccount";
import {
  callTarget,
  createPlayer,
  gasTable,
  type Player,
  prepareByHand,
  readTarget,
  refusalOfBundler,
  refusalOfEntryPoint,
  voucherOf,
  waitForInclusion,
} from "./testing/player";
import { randomGrant, randomVoucher } from "./testing/random";
import { startWorld, targetAbi, type World } from "./testing/world";
import { hashVoucher } from "./voucher";
import { createWalletOwner } from "./walletOwner";

let world: World;

beforeAll(async () => {
  world = await startWorld();
}, 180_000);

afterAll(async () => {
  await world.dispose();
});

const play = (value: bigint) => callTarget(world, "play", [value]);

/** A player whose account is deployed and whose session is enabled. */
async function enabledPlayer(overrides?: Parameters<typeof createPlayer>[1]): Promise<Player> {
  const player = await createPlayer(world, overrides);
  const first = await prepareByHand(world, player, [play(0n)], { deploys: true, enables: true });
  expect(await refusalOfBundler(world, first)).toBeUndefined();
  await waitForInclusion(world, player, first);
  return player;
}

/** Both the bundler and, past it, the EntryPoint itself refuse, with the module's own error. */
async function expectRefusal(prepared: PreparedOperation, contractError: { name: string; args: readonly unknown[] }) {
  const refusal = await refusalOfBundler(world, prepared);
  expect(refusal).toBeInstanceOf(RefusedError);
  expect(refusal).toMatchObject({ code: "AA23", contractError });
  expect(await refusalOfEntryPoint(world, prepared)).toEqual({ code: "AA23", contractError });
}

describe("a session against a real EntryPoint and a real bundler", () => {
  test("one sponsored operation deploys the account, enables the session and plays; plain ones and batches follow", async () => {
    const player = await createPlayer(world);
    const before = await readTarget(world, "played");
    const first = await prepareByHand(world, player, [play(1n)], { deploys: true, enables: true });
    expect(await refusalOfBundler(world, first)).toBeUndefined();
    const included = await waitForInclusion(world, player, first);
    expect(included.isSuccess).toBe(true);
    expect(included.paymaster.toLowerCase()).toBe(world.contracts.paymaster.toLowerCase());

    const plain = await prepareByHand(world, player, [play(10n)]);
    expect(await refusalOfBundler(world, plain)).toBeUndefined();
    expect((await waitForInclusion(world, player, plain)).isSuccess).toBe(true);

    const batch = await prepareByHand(world, player, [play(100n), play(1000n), callTarget(world, "spend", [7n, 4n])]);
    expect(await refusalOfBundler(world, batch)).toBeUndefined();
    expect((await waitForInclusion(world, player, batch)).isSuccess).toBe(true);

    expect(await readTarget(world, "played")).toBe(before + 1111n);
    const state = await readSession(world.rpc, world.contracts.validator, player.grant);
    expect(state).toMatchObject({ status: "enabled", isEpochPassed: false, actionsLeft: 95, spendLeft: 6n });
  });

  test("a session that its own key ended is refused with SessionRevoked, by the bundler and by the EntryPoint", async () => {
    const player = await enabledPlayer();
    const { calls } = await revokeBySessionKey(player.module, player.account, player.signer);
    for (const { to, data } of calls) {
      const hash = await world.wallet.sendTransaction({ to, data: data ?? "0x" });
      await world.rpc.waitForTransactionReceipt({ hash });
    }

    const fresh = await prepareByHand(world, player, [play(1n)]);
    await expectRefusal(fresh, { name: "SessionRevoked", args: [sessionId(player.signer.signer)] });
  });

  test("a function that the grant does not name is refused", async () => {
    const player = await enabledPlayer();
    const { target } = world.contracts;
    const fresh = await prepareByHand(world, player, [play(1n), callTarget(world, "forbidden", [])]);
    await expectRefusal(fresh, {
      name: "CallNotPermitted",
      args: [1n, getAddress(target), toFunctionSelector("forbidden()")],
    });
  });

  test("the cap on spending counts across operations and refuses what is above it", async () => {
    const player = await enabledPlayer();
    const spend = (amount: bigint) => callTarget(world, "spend", [0n, amount]);
    const within = await prepareByHand(world, player, [spend(3n), spend(4n)]);
    expect(await refusalOfBundler(world, within)).toBeUndefined();
    await waitForInclusion(world, player, within);
    await expectRefusal(await prepareByHand(world, player, [spend(2n), spend(2n)]), {
      name: "SpendExceeded",
      args: [4n, 3n],
    });
  });

  test("a call that the target undoes is paid, has its reason, and still uses an action", async () => {
    const player = await createPlayer(world);
    const failing = await prepareByHand(world, player, [callTarget(world, "fail", [7n])], {
      deploys: true,
      enables: true,
    });
    expect(await refusalOfBundler(world, failing)).toBeUndefined();
    const included = await waitForInclusion(world, player, failing);
    expect(included.isSuccess).toBe(false);
    expect(decodeRevert(included.revertData ?? "0x", targetAbi)).toEqual({
      contractError: { name: "Refused", args: [7n] },
    });
    const state = await readSession(world.rpc, world.contracts.validator, player.grant);
    expect(state).toMatchObject({ status: "enabled", actionsLeft: 99 });
  });

  test("an operation in another lane of the module is refused", async () => {
    const player = await enabledPlayer();
    const nonce = toNonceKey(world.contracts.validator, 2) << 64n;
    // Without a voucher: one is bound to its lane, and the paymaster would answer for it.
    const fresh = await prepareByHand(world, player, [play(1n)], { nonce, voucher: undefined });
    await expectRefusal(fresh, {
      name: "LaneMismatch",
      args: [toNonceKey(world.contracts.validator, 2), player.grant.nonceKey],
    });
  });

  test("an operation without the paymaster that the grant names is refused", async () => {
    const player = await enabledPlayer();
    const fresh = await prepareByHand(world, player, [play(1n)], { voucher: undefined });
    await expectRefusal(fresh, {
      name: "PaymasterMismatch",
      args: [zeroAddress, getAddress(world.contracts.paymaster)],
    });
  });

  test("a session whose window is over is refused as expired", async () => {
    const now = await world.now();
    const player = await createPlayer(world, { validAfter: now - 600, validUntil: now - 1 });
    const late = await prepareByHand(world, player, [play(1n)], { deploys: true, enables: true });
    const refusal = await refusalOfBundler(world, late);
    expect(refusal instanceof RefusedError && reactTo(refusal, { secondsLeft: 0 })).toEqual({
      type: "end",
      end: "expired",
    });
    expect(await refusalOfEntryPoint(world, late)).toEqual({ code: "AA22" });
  });

  test("the key of another session cannot sign", async () => {
    const [player, thief] = [await enabledPlayer(), await createPlayer(world)];
    const signer = { ...player.signer, sign: thief.signer.sign };
    const fresh = await prepareByHand(world, player, [play(1n)], { signer });
    expect(await refusalOfBundler(world, fresh)).toBeInstanceOf(RefusedError);
    expect(await refusalOfEntryPoint(world, fresh)).toEqual({ code: "AA24" });
  });

  test("a grant that was already used is refused when it comes again", async () => {
    const player = await enabledPlayer();
    const again = await prepareByHand(world, player, [play(1n)], { enables: true });
    await expectRefusal(again, { name: "SessionAlreadyEnabled", args: [sessionId(player.signer.signer)] });
  });

  test("the owner's wallet signs the same words as the device key, and ends all sessions at once", async () => {
    const wallet = privateKeyToAccount(generatePrivateKey());
    const owner = createWalletOwner({ address: wallet.address, signTypedData: (data) => wallet.signTypedData(data) });
    const player = await enabledPlayer({ owner });
    const [call] = await revokeAllByOwner(player.module, player.account, player.grant.epoch, owner);
    const hash = await world.wallet.sendTransaction({ to: call?.to ?? null, data: call?.data ?? "0x" });
    await world.rpc.waitForTransactionReceipt({ hash });
    await expectRefusal(await prepareByHand(world, player, [play(1n)]), { name: "SessionEpochPassed", args: [1, 2] });
  });

  test("viem's own bundler client sends as the session account", async () => {
    const player = await createPlayer(world);
    const { session, grant } = player;
    const account = await toSessionAccount({ ...session, client: world.rpc, isEnabled: () => false });
    const voucher = await voucherOf(world, player);
    const client = createBundlerClient({ client: world.rpc, transport: http(world.bundlerUrl) });
    const shape = { deploys: true, enables: true, calls: [play(1n)] };
    const hash = await client.sendUserOperation({
      account,
      calls: shape.calls,
      ...voucher,
      ...gasTable(shape),
      ...{ preVerificationGas: 300_000n, maxFeePerGas: parseGwei("10"), maxPriorityFeePerGas: parseGwei("1") },
    });
    const { operation } = await prepareByHand(world, player, shape.calls, { ...shape, nonce: grant.nonceKey << 64n });
    expect((await waitForInclusion(world, player, { userOpHash: hash, operation })).isSuccess).toBe(true);
  });
});

describe("the twins", () => {
  test("hashGrant is the contract's hashGrant for random grants", async () => {
    const module = { chainId: world.chain.id, validator: world.contracts.validator };
    for (let seed = 0; seed < 40; seed++) {
      const grant = randomGrant();
      const onChain = await world.rpc.readContract({
        abi: sessionValidatorAbi,
        address: module.validator,
        functionName: "hashGrant",
        args: [grant],
      });
      expect(hashGrant(module, grant), stringify(grant)).toBe(onChain);
    }
  });

  test("hashVoucher is the contract's hashVoucher", async () => {
    const module = { chainId: world.chain.id, paymaster: world.contracts.paymaster };
    for (let seed = 0; seed < 10; seed++) {
      const voucher = randomVoucher();
      const onChain = await world.rpc.readContract({
        abi: sessionPaymasterAbi,
        address: module.paymaster,
        functionName: "hashVoucher",
        args: [voucher],
      });
      expect(hashVoucher(module, voucher), stringify(voucher)).toBe(onChain);
    }
  });
});

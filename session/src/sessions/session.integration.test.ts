import {
  getAddress,
  type Hex,
  hashTypedData,
  http,
  keccak256,
  numberToHex,
  parseGwei,
  size,
  toFunctionSelector,
  zeroAddress,
} from "viem";
import { createBundlerClient, toPackedUserOperation } from "viem/account-abstraction";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
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
} from "../../test/player.ts";
import { randomGrant, randomVoucher } from "../../test/randomGrants.ts";
import { readerAbi, startWorld, targetAbi, type World } from "../../test/world.ts";
import { sessionPaymasterAbi, sessionValidatorAbi } from "../abis/abis.ts";
import { decodeRevert } from "../errors/decodeFailure.ts";
import { RefusedError } from "../errors/errors.ts";
import { type Grant, hashGrantStruct, sessionDomain, sessionIdOf, toNonceKey } from "../grant/grant.ts";
import { packGrant } from "../grant/packGrant.ts";
import { revokeAllByOwner, revokeAllTypedData, revokeBySessionKey, revokeTypedData } from "../grant/revoke.ts";
import { toSessionProof } from "../grant/sessionId.ts";
import { reactTo } from "../lane/laneReaction.ts";
import type { PreparedOperation } from "../operation/operation.ts";
import { hashOperationVoucher } from "../operation/operationVoucher.ts";
import { toSessionAccount } from "../operation/sessionAccount.ts";
import { hashVoucher, sponsorDomain } from "../operation/voucher.ts";
import { createWalletOwner } from "../owners/walletOwner.ts";
import { packRules } from "../permissions/rules.ts";
import { FIRST_EPOCH, numberOfEpoch, readGrantEpoch, readSession } from "./readChain.ts";

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

/** Both the bundler and, without it, the EntryPoint itself refuse, with the module's own error. */
async function expectRefusal(prepared: PreparedOperation, contractError: { name: string; args: readonly unknown[] }) {
  const refusal = await refusalOfBundler(world, prepared);
  expect(refusal).toBeInstanceOf(RefusedError);
  expect(refusal).toMatchObject({ entryPointCode: "AA23", contractError });
  expect(await refusalOfEntryPoint(world, prepared)).toEqual({ entryPointCode: "AA23", contractError });
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
    const state = await readSession(world.rpc, world.module, player.grant);
    const left = { actionsLeft: 95, spendLeft: 6n };
    expect(state).toMatchObject({ status: "enabled", isEpochPassed: false, isVoucherShown: true, ...left });
  });

  test("a session that its own key ended is refused with SessionNotLive, by the bundler and by the EntryPoint", async () => {
    const player = await enabledPlayer();
    const { calls, session } = await revokeBySessionKey(player.module, player.grant, player.signer);
    expect(session).toBe(player.id);
    for (const { to, data } of calls) {
      const hash = await world.wallet.sendTransaction({ to, data: data ?? "0x" });
      await world.rpc.waitForTransactionReceipt({ hash });
    }

    const fresh = await prepareByHand(world, player, [play(1n)]);
    await expectRefusal(fresh, { name: "SessionNotLive", args: [player.id] });
    expect(await readSession(world.rpc, player.module, player.grant)).toMatchObject({ status: "revoked" });
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

  test("a call that the target reverts is paid, has its reason, and still uses an action", async () => {
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
    const state = await readSession(world.rpc, world.module, player.grant);
    expect(state).toMatchObject({ status: "enabled", actionsLeft: 99 });
  });

  test("an operation in another lane of the module belongs to no session", async () => {
    const player = await enabledPlayer();
    const nonceKey = toNonceKey(world.contracts.validator, 2);
    const fresh = await prepareByHand(world, player, [play(1n)], { nonce: nonceKey << 64n });
    const args = [sessionIdOf(player.module, { ...player.grant, nonceKey })];
    await expectRefusal(fresh, { name: "SessionNotLive", args });
  });

  test("an operation without the grant's paymaster belongs to no session", async () => {
    const player = await enabledPlayer();
    const fresh = await prepareByHand(world, player, [play(1n)], { voucher: undefined });
    const args = [sessionIdOf(player.module, { ...player.grant, paymaster: zeroAddress })];
    await expectRefusal(fresh, { name: "SessionNotLive", args });
  });

  test("a voucher that was already shown is refused with AA34, and the operation without it is accepted", async () => {
    const player = await enabledPlayer();
    const twice = await prepareByHand(world, player, [play(1n)], { voucher: await voucherOf(world, player) });
    expect(await refusalOfBundler(world, twice)).toMatchObject({ entryPointCode: "AA34" });
    expect(await refusalOfEntryPoint(world, twice)).toEqual({ entryPointCode: "AA34" });
    const without = await prepareByHand(world, player, [play(1n)]);
    expect(await refusalOfBundler(world, without)).toBeUndefined();
    expect((await waitForInclusion(world, player, without)).isSuccess).toBe(true);
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
    expect(await refusalOfEntryPoint(world, late)).toEqual({ entryPointCode: "AA22" });
  });

  test("the key of another session cannot sign", async () => {
    const [player, thief] = [await enabledPlayer(), await createPlayer(world)];
    const signer = { ...player.signer, sign: thief.signer.sign };
    const fresh = await prepareByHand(world, player, [play(1n)], { signer });
    expect(await refusalOfBundler(world, fresh)).toBeInstanceOf(RefusedError);
    expect(await refusalOfEntryPoint(world, fresh)).toEqual({ entryPointCode: "AA24" });
  });

  test("a grant that was already used is refused when it comes again", async () => {
    const player = await enabledPlayer();
    const again = await prepareByHand(world, player, [play(1n)], { enables: true });
    await expectRefusal(again, { name: "SessionUsedAlready", args: [player.id] });
  });

  test("the owner's wallet signs the same text as the device key, and ends all sessions at once", async () => {
    const wallet = privateKeyToAccount(generatePrivateKey());
    const owner = createWalletOwner({ address: wallet.address, signTypedData: (data) => wallet.signTypedData(data) });
    const player = await enabledPlayer({ owner });
    const [call] = await revokeAllByOwner(player.module, player.account, player.grant.epoch, owner);
    const hash = await world.wallet.sendTransaction({ to: call?.to ?? null, data: call?.data ?? "0x" });
    await world.rpc.waitForTransactionReceipt({ hash });
    const fresh = await prepareByHand(world, player, [play(1n)]);
    await expectRefusal(fresh, { name: "SessionNotLive", args: [player.id] });
    expect(await readSession(world.rpc, player.module, player.grant)).toMatchObject({ isEpochPassed: true });
    const current = await readGrantEpoch(world.rpc, player.module.validator, player.account);
    expect([player.grant.epoch, numberOfEpoch(current)]).toEqual([FIRST_EPOCH, 1]);
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

describe("kit and contracts agree", () => {
  const validator = () => ({ abi: sessionValidatorAbi, address: world.contracts.validator }) as const;
  const paymaster = () => ({ abi: sessionPaymasterAbi, address: world.contracts.paymaster }) as const;
  const account = numberToHex(0xacc, { size: 20 });

  test("a grant has the contract's hash, rules, session and domain", async () => {
    const read = async (grant: Grant, packed: Hex) => {
      const args = [grant.account, keccak256(grant.sessionKey), grant.paymaster, grant.nonceKey, packed];
      const reading = world.rpc.readContract({
        ...{ abi: readerAbi, address: world.contracts.reader, functionName: "read", args },
      });
      return (await reading) as { structHash: Hex; rules: Hex; end: bigint };
    };
    let taken = 0;
    for (let seed = 0; seed < 60; seed++) {
      const grant = randomGrant(seed);
      const packed = orNothing(() => packGrant(grant));
      if (!packed) continue;
      const rules = orNothing(() => packRules(grant));
      if (!rules) {
        await expect(read(grant, packed), `seed ${seed}`).rejects.toThrow();
        continue;
      }
      taken += 1;
      const reading = { rules, structHash: hashGrantStruct(grant), end: BigInt(size(packed)) };
      expect(await read(grant, packed), `seed ${seed}`).toMatchObject(reading);
      const { sessionKey, rulesHash, ...lane } = toSessionProof(grant, world.module.p256Verifier);
      const args = [sessionKey, rulesHash, lane.paymaster, lane.nonceKey] as const;
      const id = await world.rpc.readContract({ ...validator(), functionName: "sessionId", args });
      expect(id).toBe(sessionIdOf(world.module, grant));
    }
    expect(taken).toBeGreaterThan(10);
  });

  test.each([
    ["SessionValidator", validator, () => sessionDomain(world.module)],
    ["SessionPaymaster", paymaster, () => sponsorDomain(world.sponsorModule)],
  ] as const)("the domain of %s is the contract's", async (_, contract, domain) => {
    const said = await world.rpc.readContract({
      ...validator(),
      ...contract(),
      abi: sessionValidatorAbi,
      functionName: "eip712Domain",
    });
    const [, name, version, chainId, verifyingContract] = said;
    const { verifyingContract: expected, ...rest } = domain();
    expect({ name, version, chainId: Number(chainId) }).toEqual(rest);
    expect(verifyingContract.toLowerCase()).toBe(expected.toLowerCase());
  });

  test("revocations have the contract's hashes", async () => {
    const [session, epoch] = [numberToHex(7n << 32n, { size: 32 }), numberToHex(9, { size: 32 })];
    const one = await world.rpc.readContract({ ...validator(), functionName: "hashRevoke", args: [account, session] });
    expect(one).toBe(hashTypedData(revokeTypedData(world.module, account, session)));
    const all = await world.rpc.readContract({ ...validator(), functionName: "hashRevokeAll", args: [account, epoch] });
    expect(all).toBe(hashTypedData(revokeAllTypedData(world.module, account, epoch)));
  });

  test("vouchers have the contract's hashes", async () => {
    for (let seed = 0; seed < 10; seed++) {
      const voucher = randomVoucher(seed);
      const args = [voucher] as const;
      const onChain = await world.rpc.readContract({ ...paymaster(), functionName: "hashVoucher", args });
      expect(hashVoucher(world.sponsorModule, voucher), `seed ${seed}`).toBe(onChain);
    }
    const { operation } = await prepareByHand(world, await createPlayer(world), [play(1n)], { enables: true });
    const window = { validAfter: 5, validUntil: 1_900_000_000 };
    const args = [toPackedUserOperation(operation), window.validAfter, window.validUntil] as const;
    const onChain = await world.rpc.readContract({ ...paymaster(), functionName: "hashOperation", args });
    expect(hashOperationVoucher(world.sponsorModule, operation, window)).toBe(onChain);
  });
});

function orNothing(make: () => Hex): Hex | undefined {
  try {
    return make();
  } catch {
    return undefined;
  }
}

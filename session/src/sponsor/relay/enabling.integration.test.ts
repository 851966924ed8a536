import { type Address, createTestClient, encodeFunctionData, type Hex, http, numberToHex } from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { createSafe, deploySafeContracts } from "@/e2e/fixtures/safe";
import { createPlayer, type Player } from "../../../test/player.ts";
import { askVoucher, startSponsor } from "../../../test/sponsorWorld.ts";
import { startWorld, type World } from "../../../test/world.ts";
import { playerAccountFactoryAbi } from "../../abis/abis.ts";
import { grantTypedData } from "../../grant/grant.ts";
import { createWalletOwner } from "../../owners/walletOwner.ts";
import { readSession } from "../../sessions/readChain.ts";
import type { EnableRequest } from "../index.ts";

vi.setConfig({ testTimeout: 90_000 });

let world: World;
beforeAll(async () => {
  world = await startWorld();
}, 180_000);
afterAll(() => world.dispose());

/** Answers every question of ERC-1271 with yes: 1626ba7e and zeros. */
const SAYS_YES: Hex = "0x631626ba7e60e01b5f5260205ff3";
/** Burns all the gas that it is given. */
const BURNS: Hex = "0x5b5f56";
/** An instruction that is none: anvil reports it as an error of its own. */
const HALTS: Hex = "0xfe";
/** Says yes while nobody sends a transaction (origin 0), and burns everything otherwise. */
const SAYS_YES_WHEN_LOOKED_AT: Hex = "0x3215600957 5b600556 5b631626ba7e60e01b5f5260205ff3".replaceAll(" ", "") as Hex;

/** A stranger's contract. */
async function deployHostile(code: Hex): Promise<Address> {
  const { address } = privateKeyToAccount(generatePrivateKey());
  await createTestClient({ mode: "anvil", chain: world.chain, transport: http() }).setCode({ address, bytecode: code });
  return address;
}

/** A player whose owner is a contract that needs no signature. */
const playerOf = (address: Address, overrides: Parameters<typeof createPlayer>[1] = {}) =>
  createPlayer(world, { owner: { kind: "wallet", signer: address, signTypedData: async () => "0x" }, ...overrides });

const requestOf = ({ session, factory }: Pick<Player, "session" | "factory">): EnableRequest => ({
  ...session.signed,
  ...factory,
});
const statusOf = ({ grant }: Player) => readSession(world.rpc, world.module, grant).then(({ status }) => status);
const sentByRelayer = () => world.rpc.getTransactionCount({ address: world.wallet.account.address });
const refused = (seen: string) => ({ data: { part: "relay", seen: expect.stringContaining(seen) } });

test("ten who ask at the same time cause one enabling, and a later one finds it done", async () => {
  const { sponsor, relay } = startSponsor(world);
  const player = await playerOf(await deployHostile(SAYS_YES));
  await askVoucher(sponsor, player);
  const before = await sentByRelayer();
  const answers = await Promise.all(Array.from({ length: 10 }, () => relay.enable(requestOf(player))));
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  await vi.waitUntil(async () => (await statusOf(player)) === "enabled", { timeout: 10_000 });
  expect((await sentByRelayer()) - before, "the account, and the session").toBe(2);
  expect(await startSponsor(world).relay.enable(requestOf(player))).toEqual({ status: "done" });
});

test("only what the sponsor gave a voucher, for an owner that is a contract, when it is due", async () => {
  const { sponsor, relay } = startSponsor(world);
  const stranger = await deployHostile(SAYS_YES);
  const before = await sentByRelayer();

  const unpromised = await playerOf(stranger);
  await expect(relay.enable(requestOf(unpromised))).rejects.toMatchObject(refused("without a voucher"));
  // Nobody knows what was promised, so it is no refusal: it is asked again.
  const gone = startSponsor(world, {}, { has: () => Promise.reject(new Error("no connection")) } as never).relay;
  await expect(gone.enable(requestOf(unpromised))).rejects.toMatchObject({ data: { part: "database" } });

  const wallet = privateKeyToAccount(generatePrivateKey());
  const owner = createWalletOwner({ address: wallet.address, signTypedData: (data) => wallet.signTypedData(data) });
  const withKey = await createPlayer(world, { owner });
  await askVoucher(sponsor, withKey);
  await expect(relay.enable(requestOf(withKey))).rejects.toMatchObject(refused("an owner with a key"));

  const now = await world.now();
  const early = await playerOf(stranger, { validAfter: now + 100, validUntil: now + 3_000, lane: 5 });
  await askVoucher(sponsor, early);
  const notYet = { data: { retryAt: now + 101, seen: `a grant that begins at ${now + 100}` } };
  await expect(relay.enable(requestOf(early))).rejects.toMatchObject(notYet);

  const late = await playerOf(stranger, { validAfter: now - 3_000, validUntil: now - 10, lane: 6 });
  await expect(relay.enable(requestOf(late))).rejects.toMatchObject(refused("whose time is over"));
  await expect(askVoucher(sponsor, late), "and the sponsor promises nothing either").rejects.toThrow();

  const elsewhere = { ...requestOf(await playerOf(stranger, { lane: 7 })), factory: world.contracts.target };
  await expect(relay.enable(elsewhere)).rejects.toMatchObject(refused("an account that nobody here made"));
  expect(await sentByRelayer(), "nothing was paid for").toBe(before);
});

test("one signature of a Safe's two is refused before anything is paid", async () => {
  const { ledger } = startSponsor(world);
  const signers = [1, 2, 3].map(() => privateKeyToAccount(generatePrivateKey()));
  const safe = await createSafe(
    await deploySafeContracts(world.rpc, world.wallet),
    ...([world.rpc, world.wallet, signers, 2] as const),
  );
  const player = await playerOf(safe.address);
  // As if a sponsor had promised it: it would have refused this signature too.
  const promised = startSponsor(world, {}, { ...ledger, has: async () => true }).relay;
  const one = await safe.signTypedData(grantTypedData(world.module, player.grant), signers.slice(0, 1));
  const before = await sentByRelayer();
  for (const ownerSignature of [one, "0x"] as const) {
    const asked = promised.enable({ ...requestOf(player), ownerSignature });
    await expect(asked).rejects.toMatchObject(refused("does not approve"));
  }
  expect(await sentByRelayer()).toBe(before);
});

test("a contract that burns gas costs little: it is asked with a limit, and simulated with another", async () => {
  const { sponsor, ledger } = startSponsor(world);
  const halting = await playerOf(await deployHostile(HALTS));
  await expect(askVoucher(sponsor, halting)).rejects.toMatchObject({ part: "sponsor", name: "RefusedError" });
  const burner = await playerOf(await deployHostile(BURNS));
  await expect(askVoucher(sponsor, burner)).rejects.toMatchObject({ part: "sponsor", name: "RefusedError" });
  const { relay } = startSponsor(world, {}, { ...ledger, has: async () => true });
  const before = await sentByRelayer();
  for (const hostile of [burner, halting])
    await expect(relay.enable(requestOf(hostile))).rejects.toMatchObject(refused("does not approve"));
  expect(await sentByRelayer()).toBe(before);

  const twoFaced = await playerOf(await deployHostile(SAYS_YES_WHEN_LOOKED_AT));
  await expect(relay.enable(requestOf(twoFaced))).rejects.toMatchObject(refused("that the chain undoes"));
  expect((await sentByRelayer()) - before, "the account alone").toBe(1);
  expect(await statusOf(twoFaced)).toBe("none");
});

test("a stranger's contract with many accounts soon has to wait, and ending still works", async () => {
  const { relay, ledger } = startSponsor(world);
  const promised = startSponsor(world, {}, { ...ledger, has: async () => true }).relay;
  const stranger = await deployHostile(SAYS_YES);
  let paid = 0;
  for (let salt = 1; salt <= 8; salt++) {
    const args = [stranger, numberToHex(salt, { size: 32 })] as const;
    const factory = world.contracts.factory;
    const at = { abi: playerAccountFactoryAbi, address: factory, functionName: "getAddress" } as const;
    const account = await world.rpc.readContract({ ...at, args });
    const factoryData = encodeFunctionData({ abi: playerAccountFactoryAbi, functionName: "createAccount", args });
    const player = await playerOf(stranger, { account });
    const answer = await promised
      .enable({ ...requestOf(player), factory, factoryData })
      .catch((error: { httpStatus: number }) => error);
    if ("httpStatus" in answer)
      expect(answer).toMatchObject({ httpStatus: 429, data: { retryAt: expect.any(Number) } });
    else paid += 1;
  }
  expect(paid).toBeGreaterThan(0);
  expect(paid).toBeLessThanOrEqual(4);
  expect(relay.revoke).toBeDefined();
});

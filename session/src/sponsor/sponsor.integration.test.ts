import { http, parseEther, parseGwei, RpcRequestError } from "viem";
import { createBundlerClient, createPaymasterClient } from "viem/account-abstraction";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { callTarget, createPlayer, type Player, readTarget } from "../../test/player.ts";
import { askVoucher, playAbi, playable, startSponsor } from "../../test/sponsorWorld.ts";
import { startWorld, type World } from "../../test/world.ts";
import { sessionPaymasterAbi } from "../abis/abis.ts";
import { accountOwner, createSessions, deviceOwner, isSessionError, memoryStore } from "../index.ts";
import { toSessionAccount } from "../operation/sessionAccount.ts";
import { sponsorContext } from "../operation/voucher.ts";
import { memoryLedger, type SponsorLedger } from "./index.ts";

vi.setConfig({ testTimeout: 90_000 });

const fees = { maxFeePerGas: parseGwei("4"), maxPriorityFeePerGas: parseGwei("1") };

let world: World;
beforeAll(async () => {
  world = await startWorld();
}, 180_000);
afterAll(() => world.dispose());

const play = (value: bigint) => callTarget(world, "play", [value]);
const depositOf = () => startSponsor(world).sponsor.deposit();

describe("a foreign standard client", () => {
  test("plays through viem's bundler client with viem's paymaster client: the voucher is shown once, and later operations need none", async () => {
    const player = await createPlayer(world);
    const { sponsor, lines } = startSponsor(world);
    const { grant, ownerSignature } = player.session.signed;
    let isEnabled = false;
    const account = await toSessionAccount({ ...player.session, client: world.rpc, isEnabled: () => isEnabled });
    const client = createBundlerClient({
      ...{ account, chain: world.chain, client: world.rpc, transport: http(world.bundlerUrl) },
      paymaster: createPaymasterClient({ transport: sponsor.transport }),
      paymasterContext: sponsorContext(grant, ownerSignature),
      userOperation: { estimateFeesPerGas: async () => fees },
    });
    const before = await readTarget(world, "played");
    const deposit = await depositOf();
    const send = async (value: bigint) => {
      const hash = await client.sendUserOperation({ calls: [play(value)] });
      const { success, receipt } = await client.waitForUserOperationReceipt({ hash, pollingInterval: 100 });
      expect(success).toBe(true);
      return receipt;
    };
    await send(1n);
    isEnabled = true;
    await send(10n);
    await send(100n);
    expect(await readTarget(world, "played")).toBe(before + 111n);
    expect(await depositOf()).toBeLessThan(deposit);
    expect(await world.rpc.getBalance({ address: grant.account })).toBe(0n);
    // One promise for all of them.
    expect(lines.filter(({ event }) => event === "voucher")).toMatchObject([
      { details: { account: grant.account.toLowerCase() } },
    ]);
  });

  test("is the session kit itself: open, play, do what only the owner may, end by the relay of the same sponsor", async () => {
    const { sponsor, lines } = startSponsor(world);
    const sessions = createSessions({
      ...{ chain: world.chain, deployment: world.deployment, bundler: http(world.bundlerUrl), store: memoryStore() },
      sponsor: sponsor.transport,
    });
    const permissions = [playable(world)] as const;
    const session = await sessions.open({ owner: deviceOwner(), permissions, limits: { calls: 20, spend: 5n } });
    // The offer's: no limit was set here.
    expect(session.snapshot.left.gas).toBe(parseEther("1"));
    const before = await readTarget(world, "played");
    await session.writeContract({ address: world.contracts.target, abi: playAbi, functionName: "play", args: [7n] });
    expect(await readTarget(world, "played")).toBe(before + 7n);
    const { hash } = await session.end();
    expect((await world.rpc.getTransactionReceipt({ hash: hash ?? "0x" })).from).toBe(
      world.wallet.account.address.toLowerCase(),
    );

    const owner = accountOwner(privateKeyToAccount(generatePrivateKey()));
    // The first one deploys its account.
    for (const sum of [18n, 29n]) {
      await sessions.sendAsOwner({ owner, calls: [play(11n)] });
      expect(await readTarget(world, "played")).toBe(before + sum);
    }
    expect(lines.map(({ event }) => event)).toEqual(["voucher", "revocation", "voucher", "voucher"]);
    await sessions.dispose();
  });
});

describe("the sponsor", () => {
  test("asks the product's own decide with what the page sent, and promises nothing against it", async () => {
    const decide = vi.fn((question: { kind: string }) =>
      "context" in question && (question.context as { member?: string }).member === "yes"
        ? undefined
        : { refuse: "members only" },
    );
    const { sponsor, ledger } = startSponsor(world, { decide });
    const player = await createPlayer(world);
    const of = { chainId: world.chain.id, account: player.account.toLowerCase() as `0x${string}` };
    await expect(askVoucher(sponsor, player)).rejects.toMatchObject({
      part: "sponsor",
      rpcCode: -32501,
      details: expect.stringContaining("members only"),
    });
    expect(await ledger.has(of)).toBe(false);
    const voucher = await askVoucher(sponsor, player, { member: "yes" });
    expect(await askVoucher(sponsor, player, { member: "yes" })).toEqual(voucher);
    expect(await ledger.has({ ...of, session: player.id })).toBe(true);
    expect(decide).toHaveBeenCalledTimes(3);
    expect(decide.mock.calls[0]?.[0]).toMatchObject({
      kind: "session",
      maxGas: player.grant.maxGasWei,
      isDeployed: false,
    });
  });

  test("refuses according to the chain: a grant signed by somebody else, or beyond the policy, an account that is denied", async () => {
    const { sponsor, lines } = startSponsor(world);
    const [player, thief] = [await createPlayer(world), await createPlayer(world)];
    const refusal = (of: Player) => askVoucher(sponsor, of).then(String, (error: Error) => error.message);
    const stolen = { ...player.session.signed, ownerSignature: thief.session.signed.ownerSignature };
    expect(await refusal({ ...player, session: { ...player.session, signed: stolen } })).toContain("ownerSignature");
    const wide = await createPlayer(world, { maxGasWei: parseEther("2") });
    expect(await refusal(wide)).toContain("maxGasWei: seen 2000000000000000000; allowed: 1 to 1000000000000000000");
    const paymaster = { abi: sessionPaymasterAbi, address: world.contracts.paymaster } as const;
    const hash = await world.operator.writeContract({
      ...paymaster,
      functionName: "denyAccount",
      args: [player.account, []],
    });
    await world.rpc.waitForTransactionReceipt({ hash });
    expect(await refusal(player)).toContain("which is denied");
    expect(lines.map(({ event, level, failure }) => [event, level, failure?.code])).toEqual(
      Array(3).fill(["refused", "warn", -32501]),
    );
  });

  test("says when a budget restarts, and gives out nothing while its ledger is down", async () => {
    const { sponsor } = startSponsor(world, { budgets: { everybody: { wei: parseEther("1.5"), per: "day" } } });
    await askVoucher(sponsor, await createPlayer(world));
    const midnight = (Math.floor(Date.now() / 86_400_000) + 1) * 86_400;
    const late = await askVoucher(sponsor, await createPlayer(world)).catch((error: unknown) => error);
    expect(late).toMatchObject({ rpcCode: -32504, details: expect.stringContaining("budget of everybody for today") });
    expect(dataOf(late)).toEqual({
      part: "sponsor",
      seen: '"1000000000000000000 wei more"',
      allowed: "1500000000000000000 wei a day",
      retryAt: midnight,
    });

    const gone: SponsorLedger = { ...memoryLedger(), promise: () => Promise.reject(new Error("no connection")) };
    const { sponsor: stuck, lines } = startSponsor(world, {}, gone);
    const stopped = await askVoucher(stuck, await createPlayer(world)).catch((error: unknown) => error);
    expect(isSessionError(stopped, "UnavailableError")).toBe(true);
    expect(dataOf(stopped)).toEqual({ part: "database" });
    expect(lines).toMatchObject([
      { event: "refused", level: "error", failure: { cause: { message: "no connection" } } },
    ]);
  });

  test("reports its deposit and what it has promised", async () => {
    const { sponsor } = startSponsor(world);
    await askVoucher(sponsor, await createPlayer(world));
    const { deposit, stake, promisedToday } = await sponsor.status();
    expect(deposit).toBe(await sponsor.deposit());
    expect([stake, promisedToday]).toEqual([0n, parseEther("1")]);
  });
});

/** The data of the error as received. */
function dataOf(error: unknown): unknown {
  for (let at = error; at instanceof Error; at = at.cause) if (at instanceof RpcRequestError) return at.data;
  return undefined;
}

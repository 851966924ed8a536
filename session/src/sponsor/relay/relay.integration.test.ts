import { numberToHex } from "viem";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import {
  callTarget,
  createPlayer,
  type Player,
  prepareByHand,
  refusalOfBundler,
  waitForInclusion,
} from "../../../test/player.ts";
import { askVoucher, startSponsor } from "../../../test/sponsorWorld.ts";
import { startWorld, type World } from "../../../test/world.ts";
import { revokeAllTypedData, revokeByOwner, revokeBySessionKey } from "../../grant/revoke.ts";
import { isEpochPassed, readGrantEpoch, readSession } from "../../sessions/readChain.ts";
import { memoryLedger, type RelayAnswer, type RelayRequest, type SponsorLedger } from "../index.ts";

vi.setConfig({ testTimeout: 90_000 });

let world: World;
beforeAll(async () => {
  world = await startWorld();
}, 180_000);
afterAll(() => world.dispose());

const play = (value: bigint) => callTarget(world, "play", [value]);
const statusOf = ({ grant }: Player) => readSession(world.rpc, world.module, grant).then(({ status }) => status);

const ownerOf = (player: Player) => ({ module: world.module, account: player.account, owner: player.owner });
const revokeByOwnerOf = async (player: Player): Promise<RelayRequest> => {
  const { module, account, owner } = ownerOf(player);
  return { kind: "owner", ...(await revokeByOwner(module, account, player.id, owner)), ...player.factory };
};
const bySessionKey = async (player: Player): Promise<RelayRequest> => ({
  kind: "sessionKey",
  ...(await revokeBySessionKey(world.module, player.grant, player.signer)),
});
const sent = async (answer: RelayAnswer) => {
  const hash = answer.status === "sent" ? answer.transactionHash : "0x";
  expect((await world.rpc.waitForTransactionReceipt({ hash })).status).toBe("success");
};

test("ends a session by its own key, once for everybody who asks at the same time, while the sponsor's ledger is down", async () => {
  const player = await createPlayer(world);
  const first = await prepareByHand(world, player, [play(0n)], { deploys: true, enables: true });
  expect(await refusalOfBundler(world, first)).toBeUndefined();
  await waitForInclusion(world, player, first);
  const gone: SponsorLedger = { ...memoryLedger(), has: () => Promise.reject(new Error("no connection")) };
  const { relay } = startSponsor(world, {}, gone);
  const { address } = world.wallet.account;
  const before = await world.rpc.getTransactionCount({ address });
  const asked = await bySessionKey(player);
  const answers = await Promise.all(Array.from({ length: 10 }, () => relay.revoke(asked)));
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  await sent(answers[0] as RelayAnswer);
  expect((await world.rpc.getTransactionCount({ address })) - before).toBe(1);
  expect(await statusOf(player)).toBe("revoked");
  expect(await startSponsor(world).relay.revoke(asked)).toEqual({ status: "done" });
});

test("ends one session, and all of them, for the owner, who needs only a signature", async () => {
  const { sponsor, relay } = startSponsor(world);
  const player = await createPlayer(world);
  await askVoucher(sponsor, player);
  // The account does not exist yet: it is deployed first, because it checks the signature.
  await sent(await relay.revoke(await revokeByOwnerOf(player)));
  expect(await statusOf(player)).toBe("revoked");
  expect(await world.rpc.getCode({ address: player.account })).toBeDefined();

  const next = await createPlayer(world, { owner: player.owner, lane: 2 });
  const { module, account, owner } = ownerOf(player);
  const epoch = await readGrantEpoch(world.rpc, module.validator, account);
  const signature = await owner.signTypedData(revokeAllTypedData(module, account, epoch));
  const all: RelayRequest = { kind: "all", account, epoch, signature };
  await sent(await relay.revoke(all));
  expect(isEpochPassed(next.grant.epoch, await readGrantEpoch(world.rpc, module.validator, account))).toBe(true);
  expect(await startSponsor(world).relay.revoke(all)).toEqual({ status: "done" });
});

test("answers JSON-RPC by itself, and refuses what is not a valid revocation", async () => {
  const { sponsor, relay } = startSponsor(world);
  const player = await createPlayer(world);
  await askVoucher(sponsor, player);
  const asked = (await bySessionKey(player)) as Extract<RelayRequest, { kind: "sessionKey" }>;
  const { calls: _, session: __, kind: ___, ...body } = { ...asked, calls: 0, session: 0 };
  const wire = { ...body, nonceKey: numberToHex(asked.nonceKey) };
  const post = async (params: readonly unknown[]) => {
    const call = { jsonrpc: "2.0", id: 7, method: "session_revoke", params };
    const headers = { "content-type": "application/json" };
    const request = new Request("http://relay.test", { method: "POST", body: JSON.stringify(call), headers });
    return (await relay(request)).json();
  };
  const other = await bySessionKey(await createPlayer(world));
  const refused = (seen: string) => ({ id: 7, error: { code: -32602, data: { part: "relay", seen } } });
  expect(await post([{ ...wire, signature: other.signature }])).toMatchObject(refused("a signature by somebody else"));
  expect(await post([{ ...wire, kind: "owner", session: player.id }])).toMatchObject(
    refused("a signature by somebody else"),
  );
  expect(await post([{ ...wire, signature: 5 }])).toMatchObject({
    error: { code: -32602, message: expect.stringContaining("params.0.signature: seen 5") },
  });
  expect(await post([{ ...wire, kind: "none" }])).toMatchObject({ error: { code: -32602 } });
  expect(await post([wire])).toMatchObject({ id: 7, result: { status: "sent" } });
});

test("pays neither for sessions that could never exist, nor for foreign accounts, nor without limit", async () => {
  const { sponsor, relay } = startSponsor(world);
  const never = await createPlayer(world);
  await expect(relay.revoke(await bySessionKey(never))).rejects.toMatchObject({
    data: { seen: expect.stringContaining("never enabled") },
  });
  await expect(relay.revoke(await revokeByOwnerOf(never))).rejects.toMatchObject({
    data: { seen: expect.stringContaining("never enabled") },
  });
  // Somebody else's factory may claim anything about owners.
  const foreign = { ...(await revokeByOwnerOf(never)), factory: world.contracts.target } as RelayRequest;
  await expect(relay.revoke(foreign)).rejects.toMatchObject({ data: { seen: "a signature by somebody else" } });

  // Sessions that were promised and never enabled have a twentieth of the budget.
  let paid = 0;
  for (let n = 0; n < 40; n++) {
    const player = await createPlayer(world);
    await askVoucher(sponsor, player);
    const answer = await relay.revoke(await bySessionKey(player)).catch((error: { httpStatus: number }) => error);
    if (!("httpStatus" in answer)) paid += 1;
    else expect(answer).toMatchObject({ httpStatus: 429, data: { retryAt: expect.any(Number) } });
  }
  expect(paid).toBeGreaterThan(0);
  expect(paid).toBeLessThan(40);
  // Another network has its own budget.
  const neighbour = await createPlayer(world);
  await askVoucher(sponsor, neighbour);
  await sent(await relay.revoke(await bySessionKey(neighbour), "203.0.113.0/24"));
});

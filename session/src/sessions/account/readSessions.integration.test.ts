import { createClient, createTestClient, custom, http, RpcRequestError } from "viem";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createSessionWalk, seen } from "../../../test/sessionWalk.ts";
import { startWorld, type World } from "../../../test/world.ts";
import { readSessions } from "./readSessions.ts";

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.dispose());

/** A node that gives out logs of a hundred blocks at once, as many do of ten thousand. */
function narrowNode(answers: { refused: number }) {
  const request = async ({ method, params }: { method: string; params: never }) => {
    const [{ fromBlock, toBlock }] = method === "eth_getLogs" ? (params as [Record<string, string>]) : [{}];
    if (Number(toBlock) - Number(fromBlock) >= 100) {
      answers.refused += 1;
      const error = { code: -32602, message: "block range is too wide" };
      throw new RpcRequestError({ body: { method }, error, url: "narrow" });
    }
    return world.rpc.request({ method, params } as never);
  };
  return createClient({ transport: custom({ request }, { retryCount: 0 }) });
}

/** A node whose chain is reorganised while it is asked for logs, so many times. */
function restlessNode(times: number) {
  let left = times;
  const node = createTestClient({ mode: "anvil", chain: world.chain, transport: http() });
  const request = async ({ method, params }: { method: string; params: never }) => {
    if (method === "eth_getLogs" && left-- > 0) {
      await node.request({ method: "anvil_rollback", params: [1] } as never);
      await node.mine({ blocks: 1 });
    }
    return world.rpc.request({ method, params } as never);
  };
  return createClient({ transport: custom({ request }, { retryCount: 0 }) });
}

test("what was read while the chain was reorganised is read again, and a chain without rest is said to be so", async () => {
  const account = world.wallet.account.address;
  const { deployment } = world;
  const node = createTestClient({ mode: "anvil", chain: world.chain, transport: http() });
  await node.setIntervalMining({ interval: 0 });
  await node.mine({ blocks: 2 });
  const { block, sessions } = await readSessions({ client: restlessNode(1), deployment, account });
  expect(block.hash).toBe((await world.rpc.getBlock({ blockNumber: block.number })).hash);
  expect(sessions).toEqual([]);
  const reading = readSessions({ client: restlessNode(100), deployment, account });
  await expect(reading).rejects.toMatchObject({
    name: "UnavailableError",
    reason: expect.stringContaining("reorganised"),
  });
});

const STEPS = 1_000;
const COMPARE_EVERY = 40;

test("after a thousand random steps on a real chain the page's model is the chain's", {
  timeout: 240_000,
}, async () => {
  const walk = await createSessionWalk(world, 20_261_129);
  const { deployment, rpc: client } = world;
  const compare = async (reader = client as Parameters<typeof readSessions>[0]["client"]) => {
    const { sessions, block } = await readSessions({ client: reader, deployment, account: walk.account });
    const expected = walk.expected(block.time);
    expect(sessions.map(seen).sort(byId)).toEqual(expected.sort(byId));
    return sessions;
  };
  for (let step = 1; step <= STEPS; step++) {
    const name = await walk.step();
    if (step % COMPARE_EVERY === 0 || name === "reorganise") await compare();
  }
  const answers = { refused: 0 };
  const sessions = await compare(narrowNode(answers));
  expect(answers.refused).toBeGreaterThan(0);
  // Nothing of the walk was left out.
  const kinds = new Set(
    sessions.map(({ status, ended }) => `${status} ${ended?.by ?? ""} ${ended?.isAll ?? ""}`.trim()),
  );
  const wanted = ["ended key false", "ended owner false", "ended owner true", "ended newOwner true", "runOut"];
  expect([...kinds]).toEqual(expect.arrayContaining(wanted));
  expect(Object.keys(walk.counts)).toHaveLength(12);
});

const byId = (one: { id: string }, other: { id: string }) => (one.id < other.id ? -1 : 1);

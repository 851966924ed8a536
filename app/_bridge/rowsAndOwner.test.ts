import type { Confirmation } from "@hourglass/session/core";
import { expect, test, vi } from "vitest";
import type { PlayerIdentity } from "./account";
import { type RunLaneParts, runLane } from "./effects/runLane";
import { createOwnerPorts } from "./owner/createOwnerPorts";
import { createPageStore } from "./pageStore";
import type { Session } from "./session";

const lane = vi.hoisted(() => ({
  getSnapshot: () => ({
    ...{ role: "sender", isEnabled: true, down: undefined, ended: undefined, error: undefined },
    operations: [
      { id: "b", item: { batchId: 2, actions: [] }, status: "pending", startedAtMs: 2 },
      { id: "a", item: { batchId: 1, actions: [] }, status: "confirmed", startedAtMs: 1 },
    ],
  }),
  subscribe: () => () => undefined,
  wake: () => undefined,
  landed: () => [],
  stop: async () => undefined,
}));
vi.mock("./session", () => ({ openLane: async () => lane }));
vi.mock("@hourglass/session/core", async (original) => ({
  ...(await original<object>()),
  sendOwnerOperation: async () => ({ userOpHash: "0x01" }),
}));
vi.mock("./owner/readFacts", () => ({ readOwnerFacts: async () => ({ isDeployed: true }) }));
vi.mock("./owner/refuseAction", () => ({ refuseConfined: () => undefined, refuseOwnerAction: () => undefined }));
vi.mock("./owner/buildCalls", () => ({
  buildOwnerCalls: () => [{ call: { to: `0x${"ee".repeat(20)}`, data: "0x12345678" } }],
}));
vi.mock("./owner/gas", () => ({ ownerGasLimits: () => ({}) }));

test("a renewal leaves no row pending for ever: the next lane has its own row for what is in flight", async () => {
  const store = createPageStore();
  const identity = { account: "0x00000000000000000000000000000000000000aa" } as unknown as PlayerIdentity;
  store.setState(({ machine }) => ({ machine: { ...machine, identity: { phase: "known", identity } } }));
  const replaced = new AbortController();
  const parts = {
    store,
    play: { of: () => ({}) },
    live: { landed: [] },
    tell: vi.fn(),
    refresh: async () => undefined,
  };
  const running = runLane(parts as unknown as RunLaneParts, { identity } as Session, replaced.signal, vi.fn(), vi.fn());
  await vi.waitUntil(() => store.getState().lane);
  replaced.abort();
  await running;
  expect(store.getState().past.map(({ id }) => id)).toEqual(["a"]);
});

test("what one player's owner sent is not shown to the next player", async () => {
  const ana = { account: "0x00000000000000000000000000000000000000aa", owner: { kind: "wallet" } };
  const ben = { account: "0x00000000000000000000000000000000000000bb", owner: { kind: "device" } };
  let who: unknown = ana;
  let say: (confirmation: Confirmation) => void = () => undefined;
  const tell = vi.fn();
  const { owner: port } = createOwnerPorts({
    config: { deployment: {} },
    nowSeconds: () => 0,
    identity: () => who,
    openConfirmations: () => ({
      watch: (listener: typeof say) => {
        say = listener;
        return () => undefined;
      },
      lookUp: async () => undefined,
    }),
    refresh: async () => undefined,
    tell,
  } as unknown as Parameters<typeof createOwnerPorts>[0]);
  await port.ask({ type: "withdraw", amount: 5n });
  const signing = port.sign();
  await vi.waitUntil(() => port.getSnapshot().work?.step === "sent");
  // Ana leaves, and Ben plays.
  port.close();
  who = ben;
  say({ userOpHash: "0x01", isSuccess: true } as unknown as Confirmation);
  await signing;
  expect(tell).not.toHaveBeenCalled();
});

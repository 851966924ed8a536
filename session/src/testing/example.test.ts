// A unit test with the stack in memory: no process, no port.
import { parseAbi } from "viem";
import { expect, test } from "vitest";
import { allow, isSessionError } from "../index.ts";
import { createMemoryStack, testOwner } from "./index.ts";

const abi = parseAbi([
  "function sign(string text)",
  "function tip(uint256 entry) payable",
  "function count() view returns (uint256)",
]);
const address = "0x1111111111111111111111111111111111111111";
const ask = {
  owner: testOwner({ kind: "wallet" }),
  permissions: [allow({ address, abi, functions: { sign: true } })],
  limits: { calls: 2, gas: 10n ** 16n },
} as const;

test("one prompt, then none", async () => {
  const stack = createMemoryStack();
  const session = await stack.sessions().open(ask);
  await session.writeContract({ address, abi, functionName: "sign", args: ["one"] });
  await session.writeContract({ address, abi, functionName: "sign", args: ["two"] });
  expect(stack.prompts).toHaveLength(1);
  expect(stack.executed.map(({ from }) => from)).toEqual([session.account, session.account]);
  expect(session.snapshot.left.calls).toBe(0);
});

test("calls that were not granted are refused before they are sent, with the reason", async () => {
  const session = await createMemoryStack().sessions().open(ask);
  const error = await session
    .writeContract({ address, abi, functionName: "tip", args: [1n], value: 1n })
    .catch((error: unknown) => error);
  expect(isSessionError(error, "NotPermittedError") && error.because).toBe("function");
});

test("an outage loses nothing, an expiry gives back what was not sent", async () => {
  const stack = createMemoryStack();
  const session = await stack.sessions().open(ask);
  const up = stack.down("bundler");
  const { id } = await session.sendCalls({ calls: [{ address, abi, functionName: "sign", args: ["late"] }] });
  expect(session.snapshot.down?.part).toBe("bundler");
  up();
  await session.waitForCalls({ id });
  const ended = new Promise((resolve) => session.on("ended", resolve));
  await stack.advance(3600);
  expect(await ended).toMatchObject({ reason: "expired", unsent: [] });
});

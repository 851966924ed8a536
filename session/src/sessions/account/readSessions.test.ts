import { parseAbi } from "viem";
import { expect, test } from "vitest";
import { allow, readSessions } from "../../index.ts";
import { createMemoryStack, testOwner } from "../../testing/index.ts";

const abi = parseAbi(["function sign(string text)"]);
const address = "0x1111111111111111111111111111111111111111";
const ask = () => ({
  owner: testOwner(),
  permissions: [allow({ address, abi, functions: { sign: true } })] as const,
  limits: { calls: 20 },
});

test("a dApp's unit test reads sessions too: a node that has no transactions knows everything but who ended one", async () => {
  const stack = createMemoryStack();
  const sessions = stack.sessions();
  const session = await sessions.open(ask());
  const read = async () => {
    const { client, deployment } = sessions;
    return (await readSessions({ client, deployment, account: session.account })).sessions;
  };
  expect(await read(), "granted, and not on the chain yet").toEqual([]);
  await session.writeContract({ address, abi, functionName: "sign", args: ["a"] });
  expect(await read()).toMatchObject([{ id: session.id, status: "running", used: { calls: 1 }, left: { calls: 19 } }]);
  const [running] = await read();
  expect(running?.lastOperation?.userOpHash).toMatch(/^0x[0-9a-f]{64}$/);
  await session.end();
  expect(await read()).toMatchObject([{ status: "ended", ended: { by: "unknown", isAll: false } }]);
});

import { parseAbi } from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { expect, test, vi } from "vitest";
import { accountKey, allow } from "../index.ts";
import { createMemoryStack, testOwner } from "../testing/index.ts";

const abi = parseAbi(["function give(uint256 amount)"]);
const address = "0x1111111111111111111111111111111111111111";
const permissions = [allow({ address, abi, functions: { give: { spend: "amount" } } })] as const;
const give = { address, abi, functionName: "give", args: [3n] } as const;
const limits = { calls: 20, spend: 10n };

test("a resumed session says from its first moment what is left, and that it is on chain", async () => {
  const stack = createMemoryStack();
  const owner = testOwner();
  const before = await stack.sessions().open({ owner, permissions, limits });
  await before.writeContract(give);
  await before.close();
  for (const resume of ["prefer", "only"] as const) {
    const { snapshot, close } = await stack.sessions().open({ owner, permissions, limits, resume });
    expect(snapshot).toMatchObject({ status: "active", left: { calls: 19, spend: 7n } });
    expect(snapshot.left.gas).toBe(before.snapshot.left.gas);
    await close();
  }
});

test("so does one whose grant is adopted a second time", async () => {
  const stack = createMemoryStack();
  const account = privateKeyToAccount(generatePrivateKey());
  const grant = await stack.sessions().grant({ owner: testOwner(), to: account.address, permissions, limits });
  const key = accountKey(account);
  const first = await stack.sessions().adopt(grant, { key, abis: [abi] });
  expect(first.snapshot).toMatchObject({ status: "granted", left: limits });
  await first.writeContract(give);
  await first.close();
  const { snapshot } = await stack.sessions().adopt(grant, { key, abis: [abi] });
  expect(snapshot).toMatchObject({ status: "active", left: { calls: 19, spend: 7n } });
});

test("a grant that is adopted while the sponsor does not answer waits for it: nobody has to sign again", async () => {
  const stack = createMemoryStack();
  const account = privateKeyToAccount(generatePrivateKey());
  const grant = await stack.sessions().grant({ owner: testOwner(), to: account.address, permissions, limits });
  const up = stack.down("sponsor");
  const session = await stack.sessions().adopt(grant, { key: accountKey(account), abis: [abi] });
  const { id } = await session.sendCalls({ calls: [give] });
  await vi.waitFor(() => expect(session.snapshot.down?.part).toBe("sponsor"));
  up();
  await session.waitForCalls({ id });
  expect(stack.executed).toHaveLength(1);
});

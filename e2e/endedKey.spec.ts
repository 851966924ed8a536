import { encodeFunctionData, toFunctionSelector } from "viem";
import { entryPoint08Address, formatUserOperationRequest } from "viem/account-abstraction";
import { hourglassAbi } from "@/app/_chain/generated/abis";
import { askEntryPoint, makeOperation } from "./fixtures/handmade";
import { holdSessionKey, signWithHeldKey } from "./fixtures/keys";
import { expect, test } from "./test";

// Bundlers pass on the bytes, or name the error.
const revoked = new RegExp(`SessionNotLive|${toFunctionSelector("SessionNotLive(bytes32)").slice(2)}`);

test("bundler and EntryPoint refuse the key of an ended session, and not because of its nonce", async ({
  page,
  stack,
  chain,
  game,
  panel,
  walkAsGuest,
  openSession,
}) => {
  await walkAsGuest("north");
  const account = await openSession();
  const held = await holdSessionKey(page, account);
  const step = {
    to: chain.deployment.hourglass,
    data: encodeFunctionData({ abi: hourglassAbi, functionName: "move", args: ["0x02"] }),
  };

  await test.step("the same handmade operation is accepted while the session runs", async () => {
    const operation = await makeOperation(held, chain, step, (digest) => signWithHeldKey(page, digest));
    expect(await askEntryPoint(chain, stack.rpcUrl, operation), "the proof would prove nothing otherwise").toBe(
      "taken",
    );
  });

  await panel.endSession();
  const session = await chain.readSession(held);
  expect(session.isEnded).toBe(true);
  const before = await chain.readPlayer(account);
  const operation = await makeOperation(held, chain, step, (digest) => signWithHeldKey(page, digest));

  await test.step("straight to the EntryPoint", async () => {
    expect(await askEntryPoint(chain, stack.rpcUrl, operation)).toBe("AA23 reverted SessionNotLive");
  });

  await test.step("through the page's door to the bundler", async () => {
    const answer = await page.evaluate(
      async (params) => {
        const response = await fetch("/api/bundler", {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify({ jsonrpc: "2.0", id: 1, method: "eth_sendUserOperation", params }),
        });
        return response.json();
      },
      [formatUserOperationRequest(operation), entryPoint08Address] as const,
    );
    const said = JSON.stringify(answer);
    expect(answer.error, said).toBeDefined();
    expect(said).not.toContain("AA25");
    expect(said).toMatch(revoked);
  });

  const after = await chain.readPlayer(account);
  expect(after).toEqual(before);
  await expect(panel.ended).toContainText("The blockchain refuses the key from now on");
  expect(await game.readPhase()).toBe("ended");
});

import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { promisify } from "node:util";
import type { Abi, Hex } from "viem";
import { afterAll, beforeAll, expect, test } from "vitest";
import { fromRoot } from "@/scripts/stack/paths";
import { allow, createSessions, deviceOwner, isSessionError } from "../../index.ts";
import { type LocalStack, startLocalStack } from "./index.ts";

const file = ["contracts/out/release", "contracts/out"]
  .map((out) => fromRoot(out, "Target.sol/Target.json"))
  .find(existsSync);
const { abi, bytecode }: { abi: Abi; bytecode: { object: Hex } } = JSON.parse(readFileSync(file ?? "", "utf8"));

let stack: LocalStack;
beforeAll(async () => {
  stack = await startLocalStack({ deploy: [{ abi, bytecode: bytecode.object }] });
}, 120_000);
afterAll(async () => {
  await stack.stop();
});

test("the real stack in one call: a guest plays, time passes, the key ends its session", async () => {
  const [address = "0x"] = stack.addresses;
  const sessions = createSessions(stack.parameters);
  const permissions = [allow({ address, abi, functions: { play: true } as never })] as const;
  const session = await sessions.open({ owner: deviceOwner(), permissions, limits: { calls: 5, gas: 10n ** 17n } });
  const play = () => session.writeContract({ address, abi, functionName: "play", args: [1n] } as never);
  await play();
  expect(session.snapshot.operations[0]?.paidBy).toBe("sponsor");
  await stack.advance(600);
  await play();
  await session.end();
  expect(session.snapshot.ended?.reason).toBe("revoked");
  const late = await sessions.open({ owner: deviceOwner(), permissions, limits: { calls: 5, gas: 10n ** 17n } });
  await stack.advance(3_600);
  const error = await late
    .writeContract({ address, abi, functionName: "play", args: [1n] } as never)
    .catch((each: unknown) => each);
  expect(isSessionError(error, "SessionEndedError") && error.reason).toBe("expired");
  await sessions.dispose();
});

test("a program that disposes and stops ends, and says nothing else", { timeout: 120_000 }, async () => {
  const args = ["--import", "tsx", fromRoot("session/test/localProgram.ts"), file ?? ""];
  const { stdout, stderr } = await promisify(execFile)(process.execPath, args, { cwd: fromRoot(), timeout: 100_000 });
  expect([stdout, stderr]).toEqual(["done\n", ""]);
});

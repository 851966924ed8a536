// A whole program on a local stack, which ends by itself: no timer, socket or process keeps it alive. The contract's artifact is its argument.
import { readFileSync } from "node:fs";
import type { Abi, Hex } from "viem";
import { allow, createSessions, deviceOwner } from "../src/index.ts";
import { startLocalStack } from "../src/testing/local/index.ts";

const { abi, bytecode }: { abi: Abi; bytecode: { object: Hex } } = JSON.parse(
  readFileSync(process.argv[2] ?? "", "utf8"),
);
const stack = await startLocalStack({ deploy: [{ abi, bytecode: bytecode.object }] });
const [address = "0x"] = stack.addresses;
const permissions = [allow({ address, abi, functions: { play: true } as never })] as const;
const sessions = createSessions(stack.parameters);
const open = () => sessions.open({ owner: deviceOwner(), permissions, limits: { calls: 1, gas: 10n ** 17n } });
const session = await open();
await session.writeContract({ address, abi, functionName: "play", args: [1n] } as never);
await session.end();
// One that never begins, and is not ended either.
await open();
await sessions.dispose();
await stack.stop();
console.log("done");

import { encodeFunctionData, parseAbi } from "viem";
import { expect, test } from "vitest";
import { allow } from "../index.ts";
import { createMemoryStack, testOwner } from "../testing/index.ts";

const address = "0x1111111111111111111111111111111111111111";
const abi = parseAbi(["function sign(string text)", "function tip(uint256 page) payable"]);
const unknown = parseAbi(["function burn()"]);
const permissions = [allow({ address, abi, functions: { sign: true } })] as const;

test("a refusal names the function, from the ABI of the permission or of the call; without one its four bytes", async () => {
  const session = await createMemoryStack()
    .sessions()
    .open({ owner: testOwner(), permissions, limits: { calls: 5 } });
  const tip = encodeFunctionData({ abi, functionName: "tip", args: [1n] });
  const calls = [
    { address, abi, functionName: "tip", args: [1n] },
    { to: address, data: tip },
    { address, abi: unknown, functionName: "burn" },
    { to: address, data: encodeFunctionData({ abi: unknown, functionName: "burn" }) },
    { to: address, data: "0x12" },
  ] as const;
  const refused = calls.map((call) => session.permits(call));
  expect(refused).toMatchObject(
    ["tip(uint256)", "tip(uint256)", "burn()", "0x44df8e70", "0x12"].map((seen) => ({
      error: { because: "function", seen, allowed: "sign(string)" },
    })),
  );
  await expect(session.sendCalls({ calls: [calls[2]] })).rejects.toThrow("function: seen burn(), allowed sign(string)");
});

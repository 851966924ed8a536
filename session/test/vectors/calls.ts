import { type Address, concat, encodeFunctionData, type Hex, keccak256, numberToHex, parseAbi, slice } from "viem";
import type { Call } from "../../src/core.ts";
import type { Count } from "./types.ts";
import { world } from "./world.ts";

const abi = parseAbi([
  "function play(uint256)",
  "function spend(uint256,uint256)",
  "function tip(uint256) payable",
  "function transfer(address,uint256)",
  "function level(int8)",
  "function order((address,uint256,int64))",
  "function post((uint256,bytes,uint256[]))",
  "function tell(string,bytes)",
  "function tag(uint256[],uint8[2])",
  "function wycpnbqcyf()",
]);
type Name = (typeof abi)[number]["name"];

/** A call of one of the functions above. */
export function callOf(functionName: Name, args: readonly unknown[], to: Address = world.game, value = 0n): Call {
  const data = encodeFunctionData({ abi, functionName, args } as Parameters<typeof encodeFunctionData>[0]);
  return { to, data, value };
}

/** The epoch of an account after its first installation of the module. */
export function firstEpochOf(account: Address): Hex {
  const secret = keccak256(concat([numberToHex(BigInt(account), { size: 32 }), word(0n), word(0n)]));
  return concat(["0x00000001", slice(secret, 0, 28)]);
}

/** A number as an ABI word. */
export function word(value: bigint): Hex {
  return numberToHex(value, { size: 32 });
}

/** Two calls of the first rule. */
export function twoPlays() {
  return { calls: [callOf("play", [1n]), callOf("play", [2n])] };
}

/** The counts of a rule: here the first, one call. */
export function counted(changes: Partial<Count>): Count {
  return { rule: 0, period: 0, calls: 1, amount: 0n, value: 0n, ...changes };
}

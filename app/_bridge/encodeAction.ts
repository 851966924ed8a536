import { type Address, bytesToHex, encodeFunctionData } from "viem";

import { hourglassAbi } from "@/app/_chain/generated/abis";
import type { Action, Direction } from "@/game/rules/types";
import type { Call } from "@/session/calls";

const steps: Record<Direction, number> = { north: 0, east: 1, south: 2, west: 3 };

/** The call to `Hourglass` that an action is on chain. */
export function encodeAction(hourglass: Address, action: Action): Call {
  return { to: hourglass, data: encodeData(action) };
}

function encodeData(action: Action) {
  const abi = hourglassAbi;
  switch (action.type) {
    case "move": {
      const path = bytesToHex(Uint8Array.from(action.path, (direction) => steps[direction]));
      return encodeFunctionData({ abi, functionName: "move", args: [path] });
    }
    case "gather":
      return encodeFunctionData({ abi, functionName: "gather", args: [BigInt(action.tile)] });
    case "craft":
      return encodeFunctionData({ abi, functionName: "craft", args: [BigInt(action.recipe)] });
    case "equip":
      return encodeFunctionData({ abi, functionName: "equip", args: [BigInt(action.item)] });
    case "claim":
      return encodeFunctionData({ abi, functionName: "claim", args: [BigInt(action.quest)] });
    case "buy":
      return encodeFunctionData({ abi, functionName: "buy", args: [BigInt(action.item), action.maxSand] });
    case "embark":
      return encodeFunctionData({ abi, functionName: "embark" });
    case "finish":
      return encodeFunctionData({ abi, functionName: "finish" });
    case "bank":
      return encodeFunctionData({ abi, functionName: "bank", args: [action.amount] });
    case "unearth":
      return encodeFunctionData({ abi, functionName: "unearth", args: [BigInt(action.tile)] });
  }
}

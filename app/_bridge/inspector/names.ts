import { playerAccountAbi, sessionPaymasterAbi, sessionValidatorAbi } from "@hourglass/session/abis";
import { type Abi, type Address, decodeFunctionData, type Hex, isAddressEqual, slice, toFunctionSignature } from "viem";
import type { Deployment } from "@/app/_api/config";
import { bazaarAbi, hourglassAbi, itemsAbi, sandAbi } from "@/app/_chain/generated/abis";
import { toTexts } from "../operationRows";
import type { NamedText } from "../ports";

/** Functions, events and errors of the game's contracts. */
export const gameAbi = [...hourglassAbi, ...bazaarAbi, ...sandAbi, ...itemsAbi] as Abi;
const knownAbi = [...gameAbi, ...playerAccountAbi, ...sessionValidatorAbi, ...sessionPaymasterAbi] as Abi;

const names: Partial<Record<keyof Deployment, string>> = {
  hourglass: "Hourglass",
  bazaar: "Bazaar",
  sand: "Sand",
  items: "Items",
  entryPoint: "EntryPoint",
  sessionValidator: "SessionValidator",
  sessionPaymaster: "SessionPaymaster",
  playerAccountFactory: "PlayerAccountFactory",
};

/** The name of a contract of this world; the address of any other. */
export function nameContract(deployment: Deployment, account: Address, address: Address): string {
  if (isAddressEqual(address, account)) return "the account";
  const known = Object.entries(names).find(([key]) => isAddressEqual(deployment[key as "hourglass"], address));
  return known?.[1] ?? address;
}

/** A call by the names of its ABI: its function as a text, and its arguments. Unknown ones keep their bytes. */
export function nameCall(data: Hex): { functionText: string; args: NamedText[] } {
  try {
    const { functionName, args = [] } = decodeFunctionData({ abi: knownAbi, data });
    const item = knownAbi.find(
      (each) => each.type === "function" && each.name === functionName && each.inputs.length === args.length,
    );
    if (item?.type !== "function") throw new Error("decodeFunctionData found it in the same ABI");
    const named = item.inputs.map(({ name }, index) => ({ name: name || String(index + 1), value: args[index] }));
    return { functionText: toFunctionSignature(item), args: toTexts(named) };
  } catch {
    return { functionText: data === "0x" ? "no data" : slice(data, 0, 4), args: [{ name: "data", value: data }] };
  }
}

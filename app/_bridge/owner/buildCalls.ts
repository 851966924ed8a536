import type { Call } from "@hourglass/session/core";
import { encodeRelease } from "@hourglass/session/core";
import { type Address, encodeFunctionData, type Hex } from "viem";
import type { Deployment } from "@/app/_api/config";
import { bazaarAbi, hourglassAbi, itemsAbi, sandAbi } from "@/app/_chain/generated/abis";
import type { PermissionView } from "../views";
import type { OwnerAction } from "./ports";
import { describeOwnerAction, sandText } from "./words";

/** What the Bazaar may already take. */
export type Approvals = {
  /** Sand that the Bazaar may take from the account, smallest unit. */
  allowance: bigint;
  /** Whether the Bazaar may take items of the account. */
  isOperator: boolean;
};

/** A call, and what it means to the player. */
export type OwnerCall = PermissionView & { call: Call };

/**
 * The calls of one action, to be signed as one operation: an approval only if it is missing, and for Sand exactly what
 * is paid, so that no allowance remains.
 * @param deployment Addresses of this world.
 * @param account The account that acts.
 * @param action The requested action.
 * @param approvals The current ones on chain.
 * @param nowSeconds The chain's clock, from which a room counts until its start.
 * @returns In order; either all are made or none.
 */
export function buildOwnerCalls(
  deployment: Pick<Deployment, "hourglass" | "bazaar" | "sand" | "items">,
  account: Address,
  action: OwnerAction,
  approvals: Approvals,
  nowSeconds: number,
): readonly OwnerCall[] {
  const { bazaar } = deployment;
  const line = (
    target: "hourglass" | "bazaar" | "sand" | "items",
    functionSignature: string,
    words: string,
    data: Hex,
  ) => ({
    ...{ words, functionSignature, target: deployment[target], targetName: names[target] },
    call: { to: deployment[target], data },
  });
  const words = describeOwnerAction(action).title;

  switch (action.type) {
    case "withdraw": {
      const data = encodeFunctionData({ abi: hourglassAbi, functionName: "withdraw", args: [action.amount] });
      return [line("hourglass", "withdraw(uint256)", words, data)];
    }
    case "list": {
      const approve = encodeFunctionData({ abi: itemsAbi, functionName: "setApprovalForAll", args: [bazaar, true] });
      const args = [BigInt(action.item), BigInt(action.amount), action.price] as const;
      const list = encodeFunctionData({ abi: bazaarAbi, functionName: "list", args });
      return [
        ...(approvals.isOperator
          ? []
          : [
              line(
                "items",
                "setApprovalForAll(address,bool)",
                "Let the Bazaar fetch what you list, now and later",
                approve,
              ),
            ]),
        line("bazaar", "list(uint256,uint256,uint256)", `${words} for ${sandText(action.price)} each`, list),
      ];
    }
    case "buyOffer": {
      const cost = action.offer.price * BigInt(action.amount);
      const approve = encodeFunctionData({ abi: sandAbi, functionName: "approve", args: [bazaar, cost] });
      const args = [action.offer.number, BigInt(action.amount), cost] as const;
      const buy = encodeFunctionData({ abi: bazaarAbi, functionName: "buy", args });
      return [
        ...(approvals.allowance >= cost
          ? []
          : [line("sand", "approve(address,uint256)", `Let the Bazaar take ${sandText(cost)}, once`, approve)]),
        line("bazaar", "buy(uint256,uint256,uint256)", `${words} for at most ${sandText(cost)}`, buy),
      ];
    }
    case "cancelOffer": {
      const data = encodeFunctionData({ abi: bazaarAbi, functionName: "cancel", args: [action.offer.number] });
      return [line("bazaar", "cancel(uint256)", words, data)];
    }
    case "openRoom": {
      const args = [BigInt(Math.floor(nowSeconds) + action.inSeconds), BigInt(action.length)] as const;
      const data = encodeFunctionData({ abi: hourglassAbi, functionName: "openRoom", args });
      return [line("hourglass", "openRoom(uint256,uint256)", words, data)];
    }
    case "release":
      // The call is to the account itself, and only the EntryPoint may make it: see `callData`.
      return [
        {
          ...{ words, functionSignature: "release()", target: account, targetName: "Your account" },
          call: { to: account, data: encodeRelease() },
        },
      ];
    case "sendSand": {
      const data = encodeFunctionData({ abi: sandAbi, functionName: "transfer", args: [action.to, action.amount] });
      return [line("sand", "transfer(address,uint256)", words, data)];
    }
    case "sendItem": {
      const args = [account, action.to, BigInt(action.item), BigInt(action.amount), "0x"] as const;
      const data = encodeFunctionData({ abi: itemsAbi, functionName: "safeTransferFrom", args });
      return [line("items", "safeTransferFrom(address,address,uint256,uint256,bytes)", words, data)];
    }
  }
}

const names = { hourglass: "Hourglass", bazaar: "Bazaar", sand: "Sand", items: "Items" } as const;

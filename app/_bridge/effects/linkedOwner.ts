import type { Owner } from "@hourglass/session/core";
import { createWalletOwner, OwnerDeclinedError } from "@hourglass/session/core";
import type { Address } from "viem";
import type { WalletLink } from "../ports";

/**
 * A wallet as the owner, known only by its address: it may be locked now, or show another account. The session plays
 * without it; a signature needs the wallet with this exact account.
 * @param wallet Reaches the wallet of this page.
 * @param address The wallet's account that owns the player account.
 */
export function createLinkedOwner(wallet: WalletLink, address: Address): Owner {
  return createWalletOwner({
    address,
    isContract: () => wallet.isContract(address),
    signTypedData: async (typedData) => {
      const now = wallet.read();
      if (now.status !== "here") {
        throw new OwnerDeclinedError("Your wallet is locked or not connected. Unlock it, connect it, and try again.");
      }
      if (now.address.toLowerCase() !== address.toLowerCase()) {
        throw new OwnerDeclinedError(
          `Your wallet shows another account (${short(now.address)}). Switch it back to ${short(address)}, then try again.`,
        );
      }
      return wallet.signTypedData(address, typedData);
    },
  });
}

const short = (address: Address) => `${address.slice(0, 6)}…${address.slice(-4)}`;

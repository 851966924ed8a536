import {
  type Grant,
  grantTypedData,
  type OwnerTypedData,
  sessionModuleOf,
  waitForApproval,
} from "@hourglass/session/core";
import type { Address, Hex } from "viem";
import type { Context } from "../context";
import { createLinkedOwner } from "../effects/linkedOwner";
import type { WalletLink } from "../ports";
import type { WaitingView } from "./views";

type Asked = {
  context: Context;
  wallet: WalletLink;
  grant: Grant;
  /** Whether the wallet is asked without a press. */
  asksAtOnce: boolean;
  signal: AbortSignal;
  update: (change: Partial<WaitingView>) => void;
};

/**
 * Waits until a contract approves a grant, by its wallet or on chain. Each time the player asks again, another round begins with a question to
 * the wallet.
 * @param asked See {@link Asked}.
 * @param address The contract.
 * @param onRound Called with what asks again.
 * @returns What proves it.
 */
export async function untilApproved(
  { context, wallet, grant, asksAtOnce, signal, update }: Asked,
  address: Address,
  onRound: (again: () => void) => void,
): Promise<Hex> {
  const typedData = grantTypedData(sessionModuleOf(context.config.deployment), grant) as unknown as OwnerTypedData;
  const { signTypedData } = createLinkedOwner(wallet, address);
  for (let asks = asksAtOnce; ; asks = true) {
    const round = new AbortController();
    onRound(() => round.abort());
    try {
      return await waitForApproval({
        ...{ client: context.rpc, address, typedData, sign: asks ? signTypedData : undefined },
        signal: AbortSignal.any([signal, round.signal]),
        onProgress: ({ wallet: state, reason }) => round.signal.aborted || update({ wallet: state, reason }),
      });
    } catch (error) {
      if (!round.signal.aborted || signal.aborted) throw error;
    }
  }
}

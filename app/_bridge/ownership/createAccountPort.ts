import type { OwnerHistory } from "@hourglass/session/core";
import {
  CancelledError,
  createConfirmations,
  encodeCancelChange,
  encodeSetGuardians,
  finishChangeCall,
  isContractOwner,
  OwnerDeclinedError,
  readOwnerHistory,
  readSafeSigners,
  SessionError,
  sendOwnerChange,
  sendOwnerOperation,
  UnavailableError,
  WaitEndedError,
} from "@hourglass/session/core";
import { type Address, getAddress, type Hex } from "viem";
import { getBlock } from "viem/actions";
import type { Config } from "@/app/_api/config";
import type { PlayerIdentity } from "../account";
import { createContext } from "../context";
import { readRememberedOwner } from "../effects/look";
import { findAccount } from "../effects/openDoor";
import { readStorage } from "../memory";
import { withDeadline } from "../owner/createOwnerPort";
import { explainRevert } from "../owner/explain";
import { ownerGasLimits } from "../owner/gas";
import { listen } from "../owner/waitForOperation";
import type { WalletLink } from "../ports";
import { requireKey } from "../signers/requireKey";
import { readStake } from "../stake";
import { createRecoveries, type Recoveries } from "./createRecoveries";
import { findSince, toModuleViews, toRecoveryView, toSignerView } from "./toAccountView";
import type { AccountPage } from "./views";

/** What an owner orders on this page. */
export type AccountOrder = { kind: "guardians"; guardians: readonly Address[]; threshold: number } | { kind: "cancel" };

/** Access of the page to who owns an account. Reading needs the chain, orders need bundler and sponsor, the rest the relay. */
export type AccountPort = {
  /** @throws Error with words for the visitor. */
  read: (signal: AbortSignal) => Promise<AccountPage>;
  /** One signature of the owner, and one operation that the sponsor pays. @throws Error with words for the player. */
  order: (order: AccountOrder, signal: AbortSignal) => Promise<void>;
  /** Makes a change whose delay is over; the relay sends it. @throws Error with words for the visitor. */
  finish: (account: Address) => Promise<void>;
  recoveries: Recoveries;
};

/**
 * Creates the access.
 * @param config The world.
 * @param wallet Reaches the wallet of this page.
 * @param asked Whose account; undefined: of whoever plays in this browser.
 */
export function createAccountPort(config: Config, wallet: WalletLink, asked: Address | undefined): AccountPort {
  const context = createContext(config, () => undefined);
  const { deployment } = config;
  const { rpc, bundler, sponsor } = context;
  let known: PlayerIdentity | undefined;
  let history: (OwnerHistory & { account: Address }) | undefined;

  /** Whoever plays here. Somebody who only looks at another account need not be anybody. */
  const readIdentity = async (signal: AbortSignal): Promise<PlayerIdentity | undefined> => {
    if (known) return known;
    const owner = await readRememberedOwner(context, readStorage(), wallet, signal).catch((error: unknown) => {
      if (asked && error instanceof SessionError) return undefined;
      throw error;
    });
    known = owner && (await findAccount(context, owner, signal));
    return known;
  };

  const readHistory = async (account: Address): Promise<OwnerHistory> => {
    const earlier = history?.account === account ? history : undefined;
    const now = await readOwnerHistory(context.batchedRpc, { deployment, account, known: earlier });
    history = { ...now, account };
    return now;
  };

  const read = async (signal: AbortSignal): Promise<AccountPage> => {
    const identity = await readIdentity(signal);
    const account = asked ? getAddress(asked) : identity?.account;
    if (!account) {
      const { number, timestamp } = await getBlock(rpc);
      return { ...nobody, blockNumber: number, blockSeconds: timestamp };
    }
    const [now, player] = await Promise.all([readHistory(account), context.reader.readPlayer(account)]);
    const isOwn = identity !== undefined && isSame(identity.account, account);
    const signer = now.owner ?? (isOwn ? identity.owner.signer : undefined);
    // An account that was handed over belongs to the one who played here before no more.
    const isHere = isOwn && signer !== undefined && isSame(identity.owner.signer, signer);
    return {
      ...{ stale: false, blockNumber: now.block.number, blockSeconds: BigInt(now.block.time), account },
      you: isHere ? identity.view : undefined,
      owner: signer && toSignerView(signer, deployment),
      contract:
        signer && (await isContractOwner(rpc, signer)) ? { signers: await readSafeSigners(rpc, signer) } : undefined,
      isDeployed: now.isDeployed,
      since: findSince(now),
      lockedUntil: now.formerUntil,
      stake: readStake(player),
      recovery: toRecoveryView(now, deployment),
      modules: toModuleViews(now, deployment.sessionValidator),
      change: now.change,
    };
  };

  const order = async (asking: AccountOrder, signal: AbortSignal) => {
    const identity = await readIdentity(signal);
    if (!identity) throw new Error("Only the owner of this account decides this. Sign in to the game first.");
    const { account, owner, factory } = identity;
    requireKey(owner);
    const callData = encodeOrder(asking);
    const confirmations = createConfirmations({ client: rpc, account, entryPoint: deployment.entryPoint });
    const listening = listen(confirmations);
    try {
      const { isDeployed } = await readHistory(account);
      const { userOpHash } = await sendOwnerOperation(
        { rpc, bundler, sponsor },
        {
          ...{ chainId: deployment.chainId, entryPoint: deployment.entryPoint, account, factory, calls: { callData } },
          owner: withDeadline(owner, signal),
          isWanted: () => !signal.aborted,
          gasLimits: ownerGasLimits({ calls: [{ to: account, data: callData }], deploys: !isDeployed }),
        },
      );
      const confirmation = await listening.wait(userOpHash);
      if (!confirmation) throw new Error("It was sent, but the blockchain has not confirmed it yet. Look again soon.");
      if (!confirmation.isSuccess) throw new Error(explainRevert(confirmation.revertData));
    } finally {
      listening.close();
    }
  };

  const finish = async (account: Address) => {
    await sendOwnerChange(sponsor, rpc, finishChangeCall(account));
    // Whoever played here may own it no more, or own it now.
    known = undefined;
  };

  return {
    read: (signal) => read(signal).catch(speak),
    order: (...asking) => order(...asking).catch(speak),
    finish: (account) => finish(account).catch(speak),
    recoveries: createRecoveries({ context, wallet, speak }),
  };
}

function encodeOrder(order: AccountOrder): Hex {
  return order.kind === "cancel" ? encodeCancelChange() : encodeSetGuardians(order);
}

const isSame = (one: Hex, other: Hex) => one.toLowerCase() === other.toLowerCase();

const nobody: Omit<AccountPage, "blockNumber" | "blockSeconds"> = {
  stale: false,
  ...{ account: undefined, you: undefined, owner: undefined, isDeployed: false, since: undefined },
  ...{ lockedUntil: 0, stake: undefined, change: "0x", modules: [] },
  recovery: { stage: "off", ended: undefined, guardians: [], threshold: 0, pending: undefined, delaySeconds: 0 },
};

/** The kit's errors have words for the player; any other error is ours, and must not look like an outage. */
function speak(cause: unknown): never {
  if (!(cause instanceof SessionError)) throw cause;
  if (cause instanceof UnavailableError)
    throw new Error(`${cause.shortMessage} Try again in a few minutes.`, { cause });
  const declined = [OwnerDeclinedError, WaitEndedError, CancelledError].some((kind) => cause instanceof kind);
  throw new Error(`${cause.shortMessage}${declined ? " Nothing was changed." : ""}`, { cause });
}

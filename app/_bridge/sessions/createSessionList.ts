import type { SessionRow } from "@hourglass/session/core";
import {
  CancelledError,
  endAsOwner,
  OwnerDeclinedError,
  readDeviceLane,
  readSessions,
  SessionError,
  WaitEndedError,
} from "@hourglass/session/core";
import type { Address, Hex } from "viem";
import { getBlock } from "viem/actions";
import type { Config } from "@/app/_api/config";
import type { PlayerIdentity } from "../account";
import { createContext } from "../context";
import { readRememberedOwner } from "../effects/look";
import { findAccount } from "../effects/openDoor";
import { readLinkedAccount, readStorage } from "../memory";
import { withDeadline } from "../owner/createOwnerPort";
import type { OwnerView, WalletLink } from "../ports";
import { type SessionCardView, toCard, toJson } from "./toCard";

/** All sessions of an account at one block. */
export type SessionPage = {
  stale: false;
  blockNumber: bigint;
  /** Unix seconds. */
  blockSeconds: bigint;
  /** Undefined: nobody asked for an account, and nobody plays in this browser. */
  account: Address | undefined;
  /** Set if this browser can sign for the account; everybody else only reads. */
  owner: OwnerView | undefined;
  /** Newest first. */
  sessions: readonly SessionCardView[];
  /** Everything that was read. */
  json: string;
};

/** Access of the page to all sessions of an account: it needs the chain, and to end some the relay. */
export type SessionList = {
  /** @throws Error with words for the visitor. */
  read: (signal: AbortSignal) => Promise<SessionPage>;
  /**
   * Ends one session, or all and every unused grant: one signature of the owner, which the relay sends.
   * @throws Error with words for the player.
   */
  end: (session: Hex | "all", signal: AbortSignal) => Promise<void>;
};

/**
 * Creates the list.
 * @param config The world.
 * @param wallet Reaches the wallet of this page.
 * @param asked Whose sessions; undefined: of whoever plays in this browser.
 */
export function createSessionList(config: Config, wallet: WalletLink, asked: Address | undefined): SessionList {
  const context = createContext(config, () => undefined);
  const { deployment } = config;
  let known: PlayerIdentity | undefined;

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
  const isOwn = (account: Address) => known?.account.toLowerCase() === account.toLowerCase();

  const read = async (signal: AbortSignal): Promise<SessionPage> => {
    const identity = await readIdentity(signal);
    const account = asked ?? identity?.account ?? readLinkedAccount(readStorage(), config.worldId);
    if (!account) {
      const { number, timestamp } = await getBlock(context.rpc);
      return { ...at(number, timestamp), account, owner: undefined, sessions: [], json: "" };
    }
    const own = isOwn(account) ? identity : undefined;
    const [{ block, sessions }, lane] = await Promise.all([
      readSessions({ client: context.batchedRpc, deployment, account }),
      own && context.readKeyStore().then(readDeviceLane),
    ]);
    return {
      ...{ ...at(block.number, BigInt(block.time)), account, owner: own?.view },
      sessions: sessions.map((row: SessionRow) => toCard(deployment, row, lane)),
      json: toJson(account, block, sessions),
    };
  };

  const end = async (session: Hex | "all", signal: AbortSignal) => {
    const identity = await readIdentity(signal);
    if (!identity || (asked && !isOwn(asked))) throw new Error("Only the owner of this account ends its sessions.");
    const { account, owner, factory } = identity;
    await endAsOwner({
      ...{ client: context.rpc, deployment, relay: context.sponsor, account, session, factory },
      owner: withDeadline(owner, signal),
    });
  };

  return { read: (signal) => read(signal).catch(speak), end: (...asking) => end(...asking).catch(speak) };
}

const at = (blockNumber: bigint, blockSeconds: bigint) => ({ stale: false, blockNumber, blockSeconds }) as const;

/** The kit's errors have words for the player; any other error is ours, and must not look like an outage. */
function speak(cause: unknown): never {
  if (!(cause instanceof SessionError)) throw cause;
  const declined = [OwnerDeclinedError, WaitEndedError, CancelledError].some((kind) => cause instanceof kind);
  throw new Error(`${cause.shortMessage}${declined ? " Nothing was ended." : ""}`, { cause });
}

import { drawLane, type Owner, SessionError } from "@hourglass/session/core";
import { readPasskey } from "@hourglass/session/passkey";
import type { Config } from "@/app/_api/config";
import type { PlayerIdentity } from "../account";
import { createContext } from "../context";
import { DRAFT_SECONDS, isYoung } from "../draft";
import { readRememberedOwner } from "../effects/look";
import { findAccount, openOwner } from "../effects/openDoor";
import { readStorage, writeMemory } from "../memory";
import type { WalletLink } from "../ports";
import type { VaultDoor } from "../views";
import { answer, send } from "./answer";
import { type ApprovalParts, type ApprovalState, createApprovalParts } from "./approvalState";
import { redraft } from "./draftAnswer";
import { type Narrowing, wholeOf } from "./narrow";
import { type Answerable, readRequest } from "./readRequest";

/** Access of the page to one request from another device. */
export type Approval = {
  getState: () => ApprovalState;
  subscribe: (listener: () => void) => () => void;
  /** Reads the request and finds the owner. Returns a function that ends everything. */
  start: () => () => void;
  /** Opens the account of an owner; `passkey`: the one that this browser remembers, or another one. */
  enter: (door: VaultDoor | "passkey") => void;
  /** Gives less than is asked for. */
  choose: (choice: Partial<Narrowing>) => void;
  sign: () => void;
  /** Tries the mailbox again. */
  send: () => void;
};

/** How often the grant on the card is looked at: an old one is made anew. */
const LOOK_MS = 5_000;

/**
 * Creates the access to one request.
 * @param config The world.
 * @param wallet Reaches the wallet of this page.
 * @param text The request, from the link's fragment.
 */
export function createApproval(config: Config, wallet: WalletLink, text: string): Approval {
  const context = createContext(config, () => undefined);
  // One lane for whoever asks: the grant may be made several times, and is signed once.
  const parts = createApprovalParts(context, wallet, drawLane());
  const { live, read, show, update, explain } = parts;
  const isFresh = () =>
    live.drafted &&
    live.identity &&
    isYoung({ grant: live.drafted }, live.identity.account, context.clock.now(), DRAFT_SECONDS);
  return {
    getState: read,
    subscribe: parts.subscribe,
    start: () => {
      live.left = new AbortController();
      const { signal } = live.left;
      void open(parts, text, signal).catch((error: unknown) => {
        const problem = explain(error);
        if (!signal.aborted) show({ step: "reading", problem });
      });
      const timer = setInterval(() => !isFresh() && redraft(parts), LOOK_MS);
      return () => {
        clearInterval(timer);
        live.left.abort();
      };
    },
    enter: (door) => {
      void enter(parts, door).catch((error: unknown) =>
        update("nobody", { opening: undefined, problem: explain(error) }),
      );
    },
    choose: (change) => {
      const state = read();
      if (state.step !== "asked" || state.signing) return;
      live.drafted = undefined;
      update("asked", { choice: { ...state.choice, ...change }, card: undefined, problem: undefined });
      redraft(parts);
    },
    sign: () => void answer(parts),
    send: () => void send(parts),
  };
}

async function open(parts: ApprovalParts, text: string, signal: AbortSignal): Promise<void> {
  const { context, wallet, show } = parts;
  const found = await readRequest(context, text, signal);
  if (signal.aborted) return;
  if ("refused" in found) return show({ step: "refused", ...found });
  const owner = await readRememberedOwner(context, readStorage(), wallet, signal).catch(
    (error: unknown): Owner | undefined => {
      // A key that is gone: another way in is offered.
      if (error instanceof SessionError) return undefined;
      throw error;
    },
  );
  const identity = owner && (await findAccount(context, owner, signal));
  if (signal.aborted) return;
  if (identity) welcome(parts, identity, found);
  else show({ step: "nobody", opening: undefined, ...found });
}

async function enter(parts: ApprovalParts, door: VaultDoor | "passkey"): Promise<void> {
  const { context, wallet, live, read, update } = parts;
  const state = read();
  if (state.step !== "nobody" || state.opening) return;
  const { signal } = live.left;
  update("nobody", { opening: door === "passkey" ? "passkey" : door.kind, problem: undefined });
  const chosen = door === "passkey" ? await choosePasskey() : door;
  const identity = await findAccount(context, await openOwner(context, wallet, chosen, signal), signal);
  if (signal.aborted) return;
  const { kind, label } = identity.view;
  const { worldId } = context.config;
  writeMemory(readStorage(), { worldId, owner: kind, ...(kind === "wallet" && { wallet: label as `0x${string}` }) });
  welcome(parts, identity, state);

  async function choosePasskey() {
    const known = await readPasskey(await context.readKeyStore());
    return { kind: "passkey", which: known ? "remembered" : "other" } as const;
  }
}

function welcome(parts: ApprovalParts, identity: PlayerIdentity, { request, functions }: Answerable): void {
  parts.live.identity = identity;
  const choice = wholeOf(request);
  parts.show({ step: "asked", request, functions, owner: identity.view, choice, card: undefined, signing: false });
  redraft(parts);
}

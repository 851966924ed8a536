import type { Confirmation, Confirmations, Owner } from "@hourglass/session/core";
import { encodeCalls, SessionError, sendOwnerOperation, within } from "@hourglass/session/core";
import { type Address, BaseError, type Client, type Hex, type Transport } from "viem";
import { createStore } from "zustand/vanilla";
import type { Config } from "@/app/_api/config";
import type { PlayerIdentity } from "../account";
import type { ChainReader } from "../chainReader";
import { WAITS } from "../effects/waits";
import { NEEDS_A_KEY } from "../signers/requireKey";
import { buildOwnerCalls, type OwnerCall } from "./buildCalls";
import { explainAttempt, explainRevert } from "./explain";
import { ownerGasLimits } from "./gas";
import { readOffers } from "./offers";
import type { OwnerAction, OwnerPort, OwnerSnapshot, OwnerWork } from "./ports";
import { readOwnerFacts } from "./readFacts";
import { readOpenedRoom } from "./readOpenedRoom";
import { refuseConfined, refuseOwnerAction } from "./refuseAction";
import { listen } from "./waitForOperation";
import { describeOpenedRoom, describeOwnerAction } from "./words";

/** What the owner port needs from the bridge. */
export type OwnerPortParts = {
  config: Config;
  rpc: ChainReader;
  bundler: Client<Transport>;
  sponsor: Client<Transport>;
  identity: () => PlayerIdentity | undefined;
  /** The chain's clock. */
  nowSeconds: () => number;
  /** How the page learns that an operation of this account is on chain. */
  openConfirmations: (identity: PlayerIdentity) => Confirmations;
  /** Called when an operation is on chain, before it is shown as confirmed: reads the world again. */
  refresh: (confirmation: Confirmation) => Promise<void>;
  /** Reports the end of something that the player had put aside. */
  tell: (tone: "success" | "error" | "info", text: string) => void;
};

/** Steps during which something happens without the player. */
const underWay: ReadonlySet<OwnerWork["step"]> = new Set(["asking", "sent"]);

/** Creates the port; nothing is asked yet. */
// biome-ignore lint/complexity/noExcessiveLinesPerFunction: one question at a time is this state; its steps are the functions inside.
export function createOwnerPort(parts: OwnerPortParts): OwnerPort & {
  /** Somebody else plays: questions to the previous player's owner are not shown to them. */
  forget: () => void;
  dispose: () => void;
} {
  const { config, rpc, bundler, sponsor } = parts;
  const { deployment } = config;
  const snapshot = createStore<OwnerSnapshot>(() => ({ work: undefined, isShown: false, confirmed: 0 }));
  /** The content of the shown plan; exactly this is signed. */
  let planned: { identity: PlayerIdentity; calls: readonly OwnerCall[]; isDeployed: boolean } | undefined;
  let closeListening: (() => void) | undefined;
  /** Aborted when the player no longer waits for a signature. */
  let asking: AbortController | undefined;

  const show = (change: Partial<OwnerSnapshot>) => snapshot.setState(change);
  const step = (change: Partial<OwnerWork>) => {
    const { work } = snapshot.getState();
    if (work) show({ work: { ...work, ...change } });
  };
  /** The end of an action that was sent or tried. If the player does not see it, it is reported in a message. */
  const end = (change: Partial<OwnerWork>, tone: "success" | "error" | "info") => {
    step(change);
    const { work, isShown } = snapshot.getState();
    if (isShown || !work) return;
    parts.tell(tone, `${work.words.title}. ${work.reason ?? work.words.done}`);
    show({ work: undefined });
  };

  const ask = async (action: OwnerAction) => {
    const { work } = snapshot.getState();
    if (work && underWay.has(work.step)) return show({ isShown: true });
    const asked: OwnerWork = { step: "reading", action, words: describeOwnerAction(action) };
    planned = undefined;
    show({ work: asked, isShown: true });
    const identity = parts.identity();
    const isStillAsked = () => snapshot.getState().work === asked;
    if (!identity) return step({ step: "refused", reason: "Sign in first." });
    if (identity.owner.isContract) return step({ step: "refused", reason: NEEDS_A_KEY });
    try {
      const { account } = identity;
      const facts = await readOwnerFacts(rpc, deployment, identity, action);
      if (!isStillAsked()) return;
      const confined = refuseConfined(action, facts, parts.nowSeconds());
      if (confined) return step({ step: "refused", ...confined });
      const reason = refuseOwnerAction(action, facts, account, deployment);
      if (reason) return step({ step: "refused", reason });
      const calls = buildOwnerCalls(deployment, account, action, facts, parts.nowSeconds());
      planned = { identity, calls, isDeployed: facts.isDeployed };
      const callData = encodeOwnerCalls(account, calls);
      const plan = { calls: calls.map(toView), account, entryPoint: deployment.entryPoint, callData };
      step({ step: "ready", plan });
    } catch (error) {
      warn(error);
      if (isStillAsked()) step({ step: "refused", reason: "The blockchain is not responding. Try again in a moment." });
    }
  };

  const sign = async () => {
    const { work } = snapshot.getState();
    const plan = planned;
    if (!work || !plan || (work.step !== "ready" && work.step !== "declined")) return;
    const { identity, isDeployed } = plan;
    if (parts.identity() !== identity) return step({ step: "refused", reason: "Another account is connected by now." });
    const { account, owner, factory } = identity;
    const calls = plan.calls.map(({ call }) => call);
    const callData = encodeOwnerCalls(account, plan.calls);
    show({ work: { ...work, step: "asking" } });
    const listening = listen(parts.openConfirmations(identity));
    closeListening = listening.close;
    const controller = new AbortController();
    asking = controller;
    // A signature that comes after another player came in, or after it was given up, is not sent.
    const isWanted = () => !controller.signal.aborted && parts.identity() === identity;
    try {
      const { userOpHash } = await sendOwnerOperation(
        { rpc, bundler, sponsor },
        {
          ...{ chainId: deployment.chainId, entryPoint: deployment.entryPoint, account, factory, isWanted },
          calls: { callData },
          owner: withDeadline(owner, controller.signal),
          gasLimits: ownerGasLimits({ calls, deploys: !isDeployed }),
        },
      );
      step({ step: "sent" });
      const confirmation = await listening.wait(userOpHash);
      // What one player's owner sent does not concern the next player.
      if (parts.identity() !== identity) return;
      if (!confirmation) return end({ step: "unheard", reason: unheard }, "info");
      await parts.refresh(confirmation);
      if (parts.identity() !== identity) return;
      const { transactionHash, isSuccess, revertData } = confirmation;
      if (!isSuccess) return end({ step: "refused", transactionHash, reason: explainRevert(revertData) }, "error");
      const opened =
        work.action.type === "openRoom" ? await readOpenedRoom(rpc, deployment, account, confirmation) : {};
      if (parts.identity() !== identity) return;
      show({ confirmed: snapshot.getState().confirmed + 1, ...opened });
      const words = opened.room === undefined ? work.words : describeOpenedRoom(work.words, opened.room);
      end({ step: "confirmed", transactionHash, words, ...opened }, "success");
    } catch (error) {
      if (parts.identity() !== identity) return;
      warn(error);
      const attempt = explainAttempt(error);
      end(attempt, attempt.step === "declined" ? "info" : "error");
    } finally {
      listening.close();
    }
  };

  return {
    getSnapshot: snapshot.getState,
    subscribe: snapshot.subscribe,
    ask,
    sign,
    close: () => {
      const { work } = snapshot.getState();
      show(work && underWay.has(work.step) ? { isShown: false } : { isShown: false, work: undefined });
    },
    giveUp: () => asking?.abort(),
    forget: () => {
      asking?.abort();
      closeListening?.();
      planned = undefined;
      show({ work: undefined, isShown: false, room: undefined });
    },
    readOffers: (older) => readOffers(rpc, deployment.bazaar, older),
    dispose: () => closeListening?.(),
  };
}

/** What an account does about itself is its own function, called by the EntryPoint. */
function encodeOwnerCalls(account: Address, calls: readonly OwnerCall[]): Hex {
  const [first] = calls;
  return first && first.call.to === account ? (first.call.data ?? "0x") : encodeCalls(calls.map(({ call }) => call));
}

/** An owner with a time limit for signing. */
export function withDeadline(owner: Owner, signal: AbortSignal): Owner {
  const waitMs = owner.isContract ? WAITS.signersMs : owner.kind === "passkey" ? WAITS.passkeyMs : WAITS.walletMs;
  const words = "Nobody signed in time.";
  const signTypedData: Owner["signTypedData"] = async (data) => {
    const over = new AbortController();
    const ask = () => owner.signTypedData(data, AbortSignal.any([signal, over.signal]));
    return within(waitMs, words, ask, signal).finally(() => over.abort());
  };
  return { ...owner, signTypedData };
}

/** Our own bug must not look like an outage. */
function warn(error: unknown): void {
  const isExpected = error instanceof SessionError || error instanceof BaseError;
  if (!isExpected) console.warn("unexpected failure", error);
}

const unheard = "It was sent, but the blockchain has not confirmed it yet. Check again before you repeat it.";

function toView({ words, functionSignature, target, targetName }: OwnerCall) {
  return { words, functionSignature, target, targetName };
}

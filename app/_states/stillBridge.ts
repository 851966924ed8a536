import type { Bridge } from "@/app/_bridge/ports";
import type { Still } from "./still";

const nothing = () => undefined;
const never = () => nothing;

/** The page's access to one moment, which does not pass: what is pressed has no effect, only the clock goes on. */
export function createStillBridge(still: Still): Bridge {
  return {
    getSnapshot: () => still.page,
    subscribe: never,
    game: {
      getSnapshot: () => still.game,
      subscribe: never,
      onEffect: (listener) => {
        // A turn later: whoever keeps a journal of them is only being made.
        queueMicrotask(() => still.effects.forEach(listener));
        return nothing;
      },
      play: () => ({ ok: true }),
      now: () => Date.now() / 1_000,
    },
    owner: {
      getSnapshot: () => still.owner,
      subscribe: never,
      ...{ ask: async () => undefined, sign: async () => undefined, giveUp: nothing, close: nothing },
      readOffers: async () => {
        if (still.offers === "down") throw new Error("The blockchain is not responding.");
        return still.offers === "loading" ? new Promise(nothing) : still.offers;
      },
    },
    secure: {
      getSnapshot: () => still.secure,
      subscribe: never,
      ...{ ask: nothing, choose: async () => undefined, close: nothing },
    },
    remember: () => ({ read: nothing, write: nothing }),
    prepareGrant: nothing,
    readGrant: () => still.card,
    readSigned: () => still.signed,
    tryToSteal: async () => still.theft,
    knowsPasskey: async () => still.knowsPasskey,
    // A wallet is really asked, and says no.
    connect: (door) => door.kind === "wallet" && void door.ask(new AbortController().signal).catch(nothing),
    ...{
      chooseBegin: nothing,
      askSigners: nothing,
      cancel: nothing,
      disconnect: nothing,
      grant: nothing,
      endSession: nothing,
    },
    ...{ setEngine: nothing, dismissNotice: nothing, dispose: nothing },
  };
}

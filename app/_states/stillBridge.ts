import type { Bridge } from "@/app/_bridge/ports";
import type { Still } from "./still";
import { createOwnPlay, createStillPlay } from "./stillPlay";

const nothing = () => undefined;
const never = () => nothing;

/** The page's access to one moment, which does not pass; only what is played by the rules alone goes on. */
export function createStillBridge(still: Still): Bridge {
  return {
    getSnapshot: () => still.page,
    subscribe: never,
    game: still.isPlayed ? createOwnPlay() : createStillPlay(still.game, still.effects),
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
    readRoom: async () => undefined,
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

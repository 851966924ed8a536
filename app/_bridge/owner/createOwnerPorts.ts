import { createStore } from "zustand/vanilla";
import type { OwnerPortParts } from "./createOwnerWork";
import type { SecurePortParts } from "./createSecureWork";
import type { OwnerPort, OwnerSnapshot, OwnerWorker, SecurePort, SecureSnapshot, SecureWorker } from "./ports";

const MISSING = "This part of the page could not be loaded. Check your connection, then reload the page.";

/**
 * Creates the doors to the owner. What works behind them is loaded when somebody first comes to one: most who play never do.
 * @param parts What both need of the bridge.
 */
export function createOwnerPorts(parts: OwnerPortParts & SecurePortParts): {
  owner: OwnerPort & Pick<OwnerWorker, "forget" | "dispose">;
  secure: SecurePort;
} {
  const ownerStore = createStore<OwnerSnapshot>(() => ({ work: undefined, isShown: false, confirmed: 0 }));
  const secureStore = createStore<{ work: SecureSnapshot }>(() => ({ work: undefined }));
  let owner: OwnerWorker | undefined;
  let secure: SecureWorker | undefined;
  const loadOwner = async () => {
    const { createOwnerWork } = await import("./createOwnerWork");
    owner ??= createOwnerWork(parts, ownerStore);
    return owner;
  };
  const loadSecure = async () => {
    const { createSecureWork } = await import("./createSecureWork");
    secure ??= createSecureWork(parts, secureStore);
    return secure;
  };
  const tellMissing = () => parts.tell("error", MISSING);

  return {
    owner: {
      getSnapshot: ownerStore.getState,
      subscribe: ownerStore.subscribe,
      ask: async (action) => (await loadOwner().catch(tellMissing))?.ask(action),
      readOffers: async (older) => (await loadOwner()).readOffers(older),
      // Without what asked there is nothing of these to do.
      sign: async () => owner?.sign(),
      giveUp: () => owner?.giveUp(),
      close: () => owner?.close(),
      forget: () => owner?.forget(),
      dispose: () => owner?.dispose(),
    },
    secure: {
      getSnapshot: () => secureStore.getState().work,
      subscribe: secureStore.subscribe,
      ask: () => secureStore.setState(({ work }) => ({ work: work ?? { step: "choosing" } })),
      choose: async (door) => (await loadSecure().catch(tellMissing))?.choose(door),
      close: () => (secure ? secure.close() : secureStore.setState({ work: undefined })),
    },
  };
}

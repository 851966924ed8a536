import type { KeyStore } from "./keyStore.ts";

/** A device keeps its lane: a new one costs a storage slot on chain, and two devices must never share one. */
export async function readDeviceLane(store: KeyStore): Promise<number> {
  const known = await store.read("lane");
  if (typeof known === "number") return known;
  const lane = drawLane();
  await store.write("lane", lane);
  return lane;
}

/** A lane that no other device has. */
export const drawLane = (): number => crypto.getRandomValues(new Uint32Array(1))[0] ?? 1;

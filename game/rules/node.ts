import { readNodeKind } from "./lookup";
import type { ItemId, Node, Seconds } from "./types";

/** `since`: when the next piece starts to grow; `readyAt`: when it is there. */
export type NodeNow = { available: number; since: Seconds; readyAt: Seconds };

/** What a node holds at a time, given how it was left. A full node does not grow: its clock starts with the next gathering. */
export function readNodeNow(material: ItemId, node: Node | undefined, nowSeconds: Seconds): NodeNow {
  const kind = readNodeKind(material);
  if (!kind) return { available: 0, since: 0, readyAt: Number.POSITIVE_INFINITY };
  const now = Math.floor(nowSeconds);
  if (!node) return { available: kind.capacity, since: now, readyAt: now };
  // A predicted clock may be behind the block that wrote `since`; the contract's never is.
  const grown = Math.max(0, Math.floor((now - node.since) / kind.regrowSeconds));
  const since = node.since + grown * kind.regrowSeconds;
  const available = node.left + grown;
  if (available >= kind.capacity) return { available: kind.capacity, since: now, readyAt: now };
  return { available, since, readyAt: available > 0 ? now : since + kind.regrowSeconds };
}

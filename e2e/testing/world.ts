import path from "node:path";
import { fromRoot } from "../../scripts/stack/paths.ts";

/** Moves all ports, for a second run of the stories beside the first. */
const offset = Number(process.env.HOURGLASS_E2E_OFFSET ?? 0);

/** By how much the ports of the second half of the stories are moved, when both are played side by side. */
export const portOffset = (half: 1 | 2): number => offset + 300 * (half - 1);

/** Where the world of the stories lives: away from the one that a developer plays in at the same time. */
export const world = {
  ports: { app: 3100 + offset, rpc: 8645 + offset, bundler: 4437 + offset, database: 54_429 + offset },
  controlPort: 3199 + offset,
  /** Where the story about wallets on other devices opens a relay. */
  relayPort: 3198 + offset,
  dataDir: path.join(fromRoot(".data"), offset === 0 ? "e2e" : `e2e-${offset}`),
};

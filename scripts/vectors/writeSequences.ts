import { mkdirSync, writeFileSync } from "node:fs";
import { fromRoot } from "../stack/paths.ts";
import { renderSequences } from "./renderSequences";

const PARTS = 4;
const SEQUENCES = 10_000;

/**
 * Plays 10,000 short sequences by the rules in TypeScript, for contracts/test/game/Sequences.t.sol. Not committed: what is compared
 * is always what the rules say today. Files of their own, because forge runs the tests of a contract side by side.
 */
export function writeSequences(): void {
  mkdirSync(fromRoot("contracts/out/sequences"), { recursive: true });
  for (let part = 0; part < PARTS; part++) {
    writeFileSync(fromRoot(`contracts/out/sequences/${part}.bin`), renderSequences(part + 1, SEQUENCES / PARTS));
  }
}

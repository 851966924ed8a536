// Writes what the tests of TypeScript and of the contracts compare themselves with:
//   npm run vectors           of the game's rules (game/rules/vectors): terrain (Terrain.t.sol), and what a session may call
//   npm run sequences         what Sequences.t.sol and Ground.t.sol compare; `npm test` does so by itself
//   npm run vectors:grants    of docs/grant.md (session/vectors), and owners' signatures (OwnerSignature.vectors.t.sol)
import { writeFileSync } from "node:fs";
import path from "node:path";
import { grantVectors } from "@/session/test/vectors/files";
import { fromRoot } from "./stack/paths.ts";
import { writeSequences } from "./vectors/renderSequences";
import { vectorFiles } from "./vectors/vectorFiles";

function write(file: string, text: string): void {
  writeFileSync(file, text);
  console.log(`Wrote ${path.relative(fromRoot(), file)}, ${text.length} bytes`);
}

const kinds: Record<string, () => void | Promise<void>> = {
  game: () => {
    for (const [name, render] of Object.entries(vectorFiles)) write(fromRoot("game/rules/vectors", name), render());
  },
  sequences: writeSequences,
  grants: async () => {
    for (const [file, render] of Object.entries(grantVectors())) write(fromRoot(file), await render());
  },
};
const [, , name = ""] = process.argv;
const kind = kinds[name];
if (!kind) throw new Error(`Seen '${name}'; wanted ${Object.keys(kinds).join(", ")}.`);
await kind();

// Proves that the import law of biome.json is read: plants every violation in a copy and wants each one reported.
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { newFolder } from "../stack/newFolder.ts";
import { bin, fromRoot } from "../stack/paths.ts";

/** Where forbidden imports are planted, and what they import: each row of the law, by alias and by path. */
const PLANTS = `
  game/rules/planted.ts                react viem @/game/sync/fold ../sync/fold ./../../session/grant
  game/sync/planted.ts                 phaser @/session/grant ../scenes/play ../../app/_bridge/bridge
  game/painter/planted.ts              phaser react viem @/game/sync/fold @/game/objects/createStage ../objects/x ../ports
  game/objects/planted.ts              react viem @/app/_bridge/bridge @/game/rules/apply ../rules/actions ../../session/grant
  session/src/planted.ts               react phaser ox/P256 @/game/rules/types ../../game/rules/types ../test/world
  session/src/testing/planted.ts       vitest node:fs @/session/test/world ../../test/world
  session/src/testing/local/planted.ts node:fs @pimlico/alto ../../../../contracts/out
  session/src/passkey/planted.ts       react ox/P256 @/game/rules/types ../../../game/rules/types
  session/src/react/planted.ts         wagmi @noble/curves/p256 @/app/_bridge/play ../../../app/_bridge/play
  session/src/wagmi/planted.ts         react phaser @/app/_chain/wagmi ../../test/world
  app/_env/planted.ts                  viem @/app/_server/chain ../_server/chain
  app/_api/planted.ts                  pg @/app/_server/chain ../_bridge/bridge
  app/_chain/planted.ts                phaser @/app/_env/server ../_server/chain ../../game/ports @hourglass/session/sponsor
  app/_bridge/planted.ts               phaser @/game/createGame @/app/_server/chain ../_server/chain @hourglass/session/sponsor
  app/_server/planted.ts               react @/app/_bridge/bridge ../_bridge/bridge @/app/_server/testWorld
  indexer/planted.ts                   wagmi @/app/_chain/wagmi ../app/_chain/wagmi
  app/api/planted/route.ts             viem @/session/grant @/app/_run/read @/app/_bridge/bridge ../../../session/grant
  app/_panels/Planted.tsx              viem @/game/createGame @/game/rules/apply @/app/_server/chain ../_server/chain
  app/play/GameCanvas.tsx              phaser viem @/app/_server/chain ../../session/grant
  app/_settings/planted.ts             viem phaser @/app/_bridge/bridge ../_bridge/bridge ../../game/rules/x
  app/_states/planted.ts               phaser viem @/app/_server/chain ../_bridge/bridge @hourglass/session/sponsor
  app/_island/planted.ts               react viem next @/app/_ui/x @/app/_landing/x @/game/createGame ../_landing/x
  app/_landing/planted.ts              viem wagmi zod @/app/_api/week @/app/_bridge/bridge @/game/createGame ../_chain/x
  app/_run/planted.ts                  viem wagmi phaser @/app/_bridge/bridge @/game/createGame @/app/_server/chain ../_chain/x
  app/_ui/Planted.tsx                  wagmi @/app/_bridge/bridge ../_bridge/bridge
  e2e/planted.spec.ts                  react @/game/createGame @/app/_server/chain ../session/lane
`;

/** Every way to write an import, one line each: the gate must see all of them. */
const FORMS: readonly ((from: string, unique: string) => string)[] = [
  (from) => `import "${from}";`,
  (from, unique) => `import { x as ${unique} } from "${from}";`,
  (from, unique) => `import type { X as ${unique} } from "${from}";`,
  (from, unique) => `export { x as ${unique} } from "${from}";`,
  (from, unique) => `export const ${unique} = () => import("${from}");`,
];

/** The planted lines of each file. */
const planted = PLANTS.trim()
  .split("\n")
  .map((row) => {
    const [file = "", ...imports] = row.trim().split(/\s+/);
    const lines = imports.flatMap((from, index) => FORMS.map((form, kind) => form(from, `planted${index}_${kind}`)));
    return { file, lines };
  });

type Diagnostic = { category: string; location: { path: string | { file: string }; start?: { line: number } } };

/** What Biome reports of a folder. */
function lint(cwd: string): Diagnostic[] {
  const args = ["lint", "--vcs-enabled=false", "--reporter=json", "--max-diagnostics=none", "."];
  const command = [bin("@biomejs/biome", "biome"), ...args];
  const { stdout, stderr } = spawnSync(process.execPath, command, { cwd, encoding: "utf8", maxBuffer: 100_000_000 });
  const start = stdout.indexOf("{");
  if (start < 0) throw new Error(`Biome said nothing that can be read:\n${stderr}`);
  return JSON.parse(stdout.slice(start)).diagnostics;
}

const { folder, remove } = newFolder("law");
try {
  const plantAt = (file: string, text: string) => {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), `${text}\n`);
  };
  copyFileSync(fromRoot("biome.json"), path.join(folder, "biome.json"));
  for (const { file, lines } of planted) plantAt(file, lines.join("\n"));
  plantAt("game/objects/first.ts", 'import { second } from "./second";\nexport const first = () => second;');
  plantAt("game/objects/second.ts", 'import { first } from "./first";\nexport const second = () => first;');
  const diagnostics = lint(folder);
  // The line counts too: a file that is reported for another line proves nothing.
  const broken = diagnostics.filter(({ category }) => category === "lint/style/noRestrictedImports");
  const placeOf = ({ location: { path: place, start } }: Diagnostic) =>
    `${path.normalize(typeof place === "string" ? place : place.file)}:${start?.line}`;
  const found = new Set(broken.map(placeOf));
  const missed = planted.flatMap(({ file, lines }) =>
    lines.filter((_, index) => !found.has(`${path.normalize(file)}:${index + 1}`)).map((line) => `${file}: ${line}`),
  );
  const isCycleSeen = diagnostics.some(({ category }) => category === "lint/suspicious/noImportCycles");
  if (!isCycleSeen) missed.push("a cycle of two files");
  const count = planted.flatMap(({ lines }) => lines).length;
  if (missed.length > 0) console.error(`The import law let these pass:\n  ${missed.join("\n  ")}`);
  else console.log(`The import law reports all ${count} planted imports and the planted cycle.`);
  process.exitCode = missed.length > 0 || count === 0 ? 1 : 0;
} finally {
  remove();
}

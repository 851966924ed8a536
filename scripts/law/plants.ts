/** Where a forbidden import is planted, and what it imports: each row of the law (biome.json) by alias and by path. */
export type Plant = { file: string; imports: string };

const plant = (file: string, ...imports: string[]): Plant[] => imports.map((name) => ({ file, imports: name }));

export const PLANTS: readonly Plant[] = [
  ...plant("game/rules/planted.ts", "react", "viem", "@/game/sync/fold", "../sync/fold", "./../../session/grant"),
  ...plant("game/sync/planted.ts", "phaser", "@/session/grant", "../scenes/play", "../../app/_bridge/bridge"),
  ...plant("game/objects/planted.ts", "react", "viem", "@/app/_bridge/bridge", "../../session/grant"),
  ...plant("session/planted.ts", "react", "phaser", "@/game/rules/types", "../game/rules/types", "./testing/world"),
  ...plant("app/_env/planted.ts", "viem", "@/app/_server/chain", "../_server/chain"),
  ...plant("app/_api/planted.ts", "pg", "@/app/_server/chain", "../_bridge/bridge"),
  ...plant("app/_chain/planted.ts", "phaser", "@/app/_env/server", "../_server/chain", "../../game/ports"),
  ...plant("app/_bridge/planted.ts", "phaser", "@/game/createGame", "@/app/_server/chain", "../_server/chain"),
  ...plant("app/_server/planted.ts", "react", "@/app/_bridge/bridge", "../_bridge/bridge", "@/app/_server/testWorld"),
  ...plant("indexer/planted.ts", "wagmi", "@/app/_chain/wagmi", "../app/_chain/wagmi"),
  ...plant("app/api/planted/route.ts", "viem", "@/session/grant", "@/app/_bridge/bridge", "../../../session/grant"),
  ...plant(
    "app/_panels/Planted.tsx",
    "viem",
    "@/game/createGame",
    "@/game/rules/apply",
    "@/app/_server/chain",
    "../_server/chain",
  ),
  ...plant("app/play/GameCanvas.tsx", "phaser", "viem", "@/app/_server/chain", "../../session/grant"),
  ...plant(
    "app/_settings/planted.ts",
    "viem",
    "phaser",
    "@/app/_bridge/bridge",
    "../_bridge/bridge",
    "../../game/rules/x",
  ),
  ...plant("app/_ui/Planted.tsx", "wagmi", "@/app/_bridge/bridge", "../_bridge/bridge"),
  ...plant("e2e/planted.spec.ts", "react", "@/game/createGame", "@/app/_server/chain", "../session/lane"),
];

/** Every way to write an import, one line each: the gate must see all of them. */
export const FORMS: readonly ((from: string, unique: string) => string)[] = [
  (from) => `import "${from}";`,
  (from, unique) => `import { x as ${unique} } from "${from}";`,
  (from, unique) => `import type { X as ${unique} } from "${from}";`,
  (from, unique) => `export { x as ${unique} } from "${from}";`,
  (from, unique) => `export const ${unique} = () => import("${from}");`,
];

import { readdirSync } from "node:fs";
import { fromRoot } from "../stack/paths.ts";

/** What contracts/second deploys: it has profiles of its own until page, kit, sponsor and indexer run on it. */
export const secondSources = ["session", "account", "paymaster"].flatMap((folder) =>
  readdirSync(fromRoot("contracts/second", folder)).map((file) => `contracts/second/${folder}/${file}`),
);

// npm run indexer [-- --rebuild]: the worker that copies the chain into the database. In a deployment the environment
// names the world; beside `npm run dev` the running stack has written it down.
import path from "node:path";
import { recallEnvironment } from "./stack/environment.ts";
import { root } from "./stack/paths.ts";

const NAMES = ["DATABASE_URL", "RPC_URL", "DEPLOYMENT_FILE"] as const;

const argv = process.argv.slice(2);
const at = argv.indexOf("--data");
const [, folder] = at < 0 ? [] : argv.splice(at, 2);
const dataDir = path.resolve(root, folder ?? (process.env.HOURGLASS_DATA || ".data"));
process.argv = [...process.argv.slice(0, 2), ...argv];

if (NAMES.some((name) => !process.env[name])) {
  const env = recallEnvironment(dataDir);
  if (!env) {
    const missing = NAMES.filter((name) => !process.env[name]).join(", ");
    console.error(`Not set: ${missing}. And no stack runs from ${dataDir}.`);
    console.error("  Start one with 'npm run dev' (--data FOLDER names its folder here as well), or set them.");
    process.exit(1);
  }
  Object.assign(process.env, env);
}
await import("../indexer/main.ts");

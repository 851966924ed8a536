// npm run indexer [-- --rebuild]: the worker that copies the chain into the database. In a deployment the environment
// names the world; beside `npm run dev` the running stack has written it down.
import { recallEnvironment } from "./stack/environment.ts";
import { takeDataFolder, UsageError } from "./stack/options.ts";

const NAMES = ["DATABASE_URL", "RPC_URL", "DEPLOYMENT_FILE"] as const;

function readFolder() {
  try {
    return takeDataFolder(process.argv.slice(2), process.env);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}

const { dataDir, rest } = readFolder();
process.argv = [...process.argv.slice(0, 2), ...rest];

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

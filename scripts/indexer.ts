// npm run indexer [-- --rebuild]: the worker that copies the chain into the database. In a deployment the environment
// names the world; beside `npm run dev` the running stack has written it down.
import { recallEnvironment } from "./stack/environment.ts";
import { dataFolder, readArguments, UsageError } from "./stack/options.ts";

function findWorld(): void {
  const options = { data: { type: "string" }, rebuild: { type: "boolean" } } as const;
  const { data, rebuild } = readArguments({ options }, "npm run indexer -- [--rebuild] [--data FOLDER]").values;
  process.argv = [...process.argv.slice(0, 2), ...(rebuild ? ["--rebuild"] : [])];
  const missing = ["DATABASE_URL", "RPC_URL", "DEPLOYMENT_FILE"].filter((name) => !process.env[name]).join(", ");
  if (missing === "") return;
  const dataDir = dataFolder(data, process.env);
  const env = recallEnvironment(dataDir);
  const advice = "Start one with 'npm run dev' (--data FOLDER names its folder here as well), or set them.";
  if (!env) throw new UsageError(`Not set: ${missing}. And no stack runs from ${dataDir}.\n  ${advice}`);
  Object.assign(process.env, env);
}

try {
  findWorld();
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(error.message);
  process.exit(1);
}
await import("../indexer/main.ts");

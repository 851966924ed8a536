// npm run indexer [-- --rebuild]: the worker that copies the chain into the database. In a deployment the environment
// names the world; beside `npm run dev` the running stack has written it down.
import { readEnvironment } from "./stack/environment.ts";
import { dataFolder, readArguments, UsageError } from "./stack/options.ts";

function findWorld(): void {
  const options = { data: { type: "string" }, rebuild: { type: "boolean" } } as const;
  const { data, rebuild } = readArguments({ options }, "npm run indexer -- [--rebuild] [--data FOLDER]").values;
  process.argv = [...process.argv.slice(0, 2), ...(rebuild ? ["--rebuild"] : [])];
  const isSet = ["DATABASE_URL", "RPC_URL", "DEPLOYMENT_FILE"].every((name) => process.env[name]);
  if (!isSet) Object.assign(process.env, readEnvironment(dataFolder(data, process.env)));
}

try {
  findWorld();
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(error.message);
  process.exit(1);
}
await import("../indexer/main.ts");

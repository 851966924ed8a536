// npm run sponsor -- <command>: what an operator does with the sponsor. See docs/sponsor.md.
import { EnvironmentError, type Source } from "../../app/_env/fields.ts";
import { createChainClient } from "../../app/_server/chain.ts";
import { readDeployment } from "../../app/_server/deployment.ts";
import { Failure } from "../../app/_server/failure.ts";
import { describeError } from "../../app/_server/log.ts";
import { dataFolder, readArguments, UsageError } from "../stack/options.ts";
import { act } from "./act.ts";
import { parseCommand, USAGE } from "./command.ts";
import { parseOperatorEnv } from "./environment.ts";
import { printStatus } from "./status.ts";

async function run(argv: readonly string[], source: Source): Promise<void> {
  const options = { data: { type: "string" }, help: { type: "boolean" } } as const;
  const { values, positionals } = readArguments({ args: [...argv], options, allowPositionals: true }, USAGE);
  if (values.help) return console.log(USAGE);
  const command = parseCommand(positionals);
  const env = parseOperatorEnv(source, dataFolder(values.data, source));
  const deployment = await readDeployment(env.deploymentFile, env.chainId);
  const chain = createChainClient(env.rpcUrl, env.chainId);
  const seen = await chain.getChainId();
  if (seen !== env.chainId)
    throw new UsageError(`RPC_URL: seen chain ${seen}; allowed: ${env.chainId}, as CHAIN_ID says`);
  if (command.name !== "status") return console.log(await act(command, { env, chain, deployment }));
  const limits = env.limits();
  // Loaded only here: the other commands need no database, and start in half the time.
  const { createDatabase } = await import("../../app/_server/database.ts");
  const database = createDatabase(env.databaseUrl(), 4);
  await printStatus(chain, deployment, limits, database).finally(() => database.$disconnect());
}

await run(process.argv.slice(2), process.env).catch((error: unknown) => {
  const isInput = error instanceof UsageError || error instanceof EnvironmentError || error instanceof Failure;
  // URLs hold keys of hosted nodes and passwords: what others throw is shown without them.
  console.error(isInput ? error.message : `It did not work. ${describeError(error).message}`);
  process.exitCode = 1;
});

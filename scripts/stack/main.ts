import { PORTS, parseOptions, type StackOptions, USAGE, UsageError } from "./options.ts";
import { root } from "./paths.ts";
import type { Say } from "./service.ts";
import { type Stack, startStack } from "./stack.ts";
import { startLoop } from "./swap/loop.ts";
import { worldTable } from "./table.ts";
import { isDiskFull } from "./writeWhole.ts";

/** What `npm run dev` and `npm start` run, once everything is installed. */
export async function main(argv: readonly string[]): Promise<void> {
  const beganMs = Date.now();
  const say = (line: string) => console.log(`${((Date.now() - beganMs) / 1000).toFixed(1).padStart(6)} s  ${line}`);
  const interrupt = new AbortController();
  let stop: (() => Promise<void>) | undefined;
  let isStopping = false;

  async function end(): Promise<void> {
    if (isStopping) return; // a second Ctrl-C changes nothing: parts that hang are ended by force anyway
    isStopping = true;
    console.log("\nStopping everything.");
    if (!stop) return interrupt.abort(new Error("interrupted")); // startStack then gives up and cleans up behind itself
    await stop();
    console.log("Stopped. 'npm run dev' continues this world.");
  }
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void end());

  try {
    const options = parseOptions(argv, process.env);
    if (options === "help") return console.log(USAGE);
    const stack = await startStack({ ...options, say, signal: interrupt.signal });
    let stopLoop = async () => {};
    stop = async () => {
      await stopLoop();
      await stack.stop();
    };
    if (isStopping) return await stop();
    console.table(worldTable(stack, options));
    console.log(
      `Play at http://localhost:${options.ports.app}   (Ctrl-C stops everything; ${PORTS.app.flag} changes the port)`,
    );
    stopLoop = await watchSources(stack, options, (line) => !isStopping && say(line));
    if (isStopping) await stopLoop();
  } catch (error) {
    if (isStopping) return console.log("Stopped.");
    process.exitCode = 1;
    if (error instanceof UsageError) return console.error(error.message);
    if (isDiskFull(error))
      console.error("\nThe disk is full. Nothing that was kept is harmed: make room and start again.");
    console.error(`\nIt did not start.\n${error instanceof Error ? error.message : error}`);
  }
}

/** In development what is saved runs at once. That it cannot be watched is no reason not to play. */
async function watchSources(stack: Stack, { dataDir }: StackOptions, say: Say): Promise<() => Promise<void>> {
  const { release, env, deploymentFile, indexer } = stack;
  if (!env.SWAPS_FILE) return async () => {};
  try {
    const stopLoop = await startLoop({
      ...{ root, release, dataDir, deploymentFile, say },
      ...{ rpcUrl: env.RPC_URL, swapsFile: env.SWAPS_FILE },
      onStale: async () => {
        await indexer?.stop();
        await indexer?.start();
      },
    });
    say("Watching contracts/src and game/rules: what you save runs on the page in seconds.");
    return stopLoop;
  } catch (error) {
    say(
      `Saved contracts do not reach this world until the next start. ${error instanceof Error ? error.message : error}`,
    );
    return async () => {};
  }
}

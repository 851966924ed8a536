// npm run load: bad traffic and good, and what becomes of the good.
import { UsageError } from "../stack/options.ts";
import { parseLoadArguments, USAGE } from "./options.ts";
import { formatReport } from "./report.ts";
import { runLoad } from "./run.ts";
import { findWorld, joinWorld, type LoadWorld, startLoadWorld } from "./world.ts";

const beganMs = Date.now();
const say = (line: string) => console.log(`${((Date.now() - beganMs) / 1000).toFixed(1).padStart(6)} s  ${line}`);

async function main(argv: readonly string[]): Promise<void> {
  const options = parseLoadArguments(argv);
  if (options === "help") return console.log(USAGE);
  const { players, faults } = options;
  const found = options.data === undefined ? undefined : findWorld(options.data);
  const { app = found?.app, rpc = found?.rpc, database = found?.database } = options;
  const durationMs = options.seconds * 1000;
  const interrupt = new AbortController();
  let running: LoadWorld | undefined;
  // Whoever interrupts waits until nothing of it runs any more.
  const end = () => {
    interrupt.abort(new Error("interrupted"));
    void running?.dispose().then(() => process.exit(130));
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, end);
  const world = app === undefined ? await startLoadWorld(say, interrupt.signal) : joinWorld({ app, rpc, database });
  running = world;
  try {
    const report = await runLoad(world, { players, faults, say, quietMs: durationMs, loadMs: durationMs });
    console.log(`\n${formatReport(report)}`);
    process.exitCode = report.problems.length > 0 ? 1 : 0;
  } finally {
    await world.dispose();
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof UsageError ? error.message : error);
  process.exitCode = 1;
});

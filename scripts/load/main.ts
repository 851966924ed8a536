// npm run load: bad traffic and good, and what becomes of the good.
import { UsageError } from "../stack/options.ts";
import { parseLoadArguments, USAGE } from "./options.ts";
import { printReport } from "./report.ts";
import { runLoad } from "./run.ts";
import { joinWorld, type LoadWorld, startLoadWorld } from "./world.ts";

const beganMs = Date.now();
const say = (line: string) => console.log(`${((Date.now() - beganMs) / 1000).toFixed(1).padStart(6)} s  ${line}`);

async function main(argv: readonly string[]): Promise<void> {
  const { help, data, players, faults, seconds } = parseLoadArguments(argv);
  if (help) return console.log(USAGE);
  const interrupt = new AbortController();
  let running: LoadWorld | undefined;
  // Whoever interrupts waits until nothing of it runs any more.
  const end = () => {
    interrupt.abort(new Error("interrupted"));
    void running?.dispose().then(() => process.exit(130));
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, end);
  const world = data === undefined ? await startLoadWorld(say, interrupt.signal) : joinWorld(data);
  running = world;
  try {
    const report = await runLoad(world, { players, faults, say, quietMs: seconds * 1000, loadMs: seconds * 1000 });
    printReport(report);
    process.exitCode = report.problems.length > 0 ? 1 : 0;
  } finally {
    await world.dispose();
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof UsageError ? error.message : error);
  process.exitCode = 1;
});

import type { Show } from "./stream.ts";
import { add, type Tally } from "./tally.ts";

/** Steps one after the other; the lanes of a step side by side; the parts of a lane one after the other. */
export type Plan<Name extends string> = readonly (readonly (readonly Name[])[])[];

/** Runs a part; with files only these of its tests. */
export type RunPart = (show: Show, files: readonly string[]) => Promise<Tally>;

type Report<Name> = { name: Name; tally: Tally; seconds: number; output: string };

/** Every runner says at its end what failed. */
const LAST_LINES = 60;

/**
 * Runs the chosen parts of a plan, or all when none is chosen, and says at the end what came of each, with the last words of what failed:
 * of a long output often only the end is kept. Beside others a part's output is held until the part has ended, so that no two are mixed.
 * @returns The exit code: 0 when nothing failed.
 */
export async function runPlan<Name extends string>(
  plan: Plan<Name>,
  parts: Record<Name, RunPart>,
  chosen: ReadonlyMap<Name, readonly string[]>,
  print: Show = (text) => process.stdout.write(text),
): Promise<number> {
  const isChosen = (name: Name) => chosen.size === 0 || chosen.has(name);
  const reports: Report<Name>[] = [];
  for (const step of plan) {
    const lanes = step.map((lane) => lane.filter(isChosen)).filter((lane) => lane.length > 0);
    await Promise.all(
      lanes.map(async (lane) => {
        for (const name of lane)
          reports.push(await runPart(name, parts[name], chosen.get(name) ?? [], lanes.length > 1, print));
      }),
    );
  }
  for (const { name, output } of reports.filter(({ tally }) => tally.failed > 0)) {
    print(`\n✗ ${name}, its last lines:\n${output.trimEnd().split("\n").slice(-LAST_LINES).join("\n")}\n`);
  }
  const total = reports.map(({ tally }) => tally).reduce(add, { passed: 0, failed: 0 });
  print(`\n${reports.map(tell).join("\n")}\n\n${total.passed} passed, ${total.failed} failed\n`);
  return total.failed > 0 ? 1 : 0;
}

async function runPart<Name extends string>(
  name: Name,
  run: RunPart,
  files: readonly string[],
  isHeld: boolean,
  print: Show,
): Promise<Report<Name>> {
  let output = "";
  const show: Show = (text) => {
    output += text;
    if (!isHeld) print(text);
  };
  print(isHeld ? `=== ${name} …\n` : `\n=== ${name}\n`);
  const beganMs = Date.now();
  const tally = await run(show, files).catch((error: unknown): Tally => {
    show(`${error instanceof Error ? error.message : error}\n`);
    return { passed: 0, failed: 1 };
  });
  const seconds = Math.round((Date.now() - beganMs) / 1000);
  print(isHeld ? `\n=== ${name}\n${output}\n=== ${name}: ${seconds} s\n` : `=== ${name}: ${seconds} s\n`);
  return { name, tally, seconds, output };
}

function tell<Name extends string>({ name, tally: { passed, failed }, seconds }: Report<Name>): string {
  const counted = `${passed} passed, ${failed} failed`;
  return `${failed > 0 ? "✗" : "✓"} ${name.padEnd(9)} ${counted.padEnd(24)} ${seconds} s`;
}

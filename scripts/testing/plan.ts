import type { Show } from "../stack/run.ts";
import type { Tally } from "./tally.ts";

/** Steps one after the other; the lanes of a step side by side; the parts of a lane one after the other. */
export type Plan<Name extends string> = readonly (readonly (readonly Name[])[])[];

export type Options<Name extends string> = {
  /** Only these; undefined: all. */
  isChosen?: (name: Name) => boolean;
  /** Shows nothing of what passes, and what fails whole, once. */
  isBrief?: boolean;
  print?: Show;
};

/** Every runner says at its end what failed. */
const LAST_LINES = 60;

/**
 * Runs a plan, and says at the end what came of each part, with the last words of what failed: of a long output often only
 * the end is kept. Beside others a part's output is held until the part has ended, so that no two are mixed.
 * @param runPart Runs one part, and shows what that writes.
 * @returns The sum of all parts. One that throws counts as one failure.
 */
export async function runPlan<Name extends string>(
  plan: Plan<Name>,
  runPart: (name: Name, show: Show) => Promise<Tally>,
  { isChosen = () => true, isBrief = false, print = (text) => process.stdout.write(text) }: Options<Name> = {},
): Promise<Tally> {
  const total: Tally = { passed: 0, failed: 0 };
  const told: string[] = [];
  const lastWords: string[] = [];

  async function runOne(name: Name, isHeld: boolean): Promise<void> {
    let output = "";
    const show: Show = (text) => {
      output += text;
      if (!isHeld) print(text);
    };
    if (!isBrief) print(isHeld ? `=== ${name} …\n` : `\n=== ${name}\n`);
    const beganMs = Date.now();
    const { passed, failed } = await runPart(name, show).catch((error: unknown): Tally => {
      show(`${error instanceof Error ? error.message : error}\n`);
      return { passed: 0, failed: 1 };
    });
    const seconds = `${Math.round((Date.now() - beganMs) / 1000)} s`;
    const mark = failed > 0 ? "✗" : "✓";
    const counted = `${passed} passed, ${failed} failed`;
    if (isBrief) print(`${mark} ${name} (${seconds})\n${failed > 0 ? `${output.trimEnd()}\n\n` : ""}`);
    else print(`${isHeld ? `\n=== ${name}\n${output}\n` : ""}=== ${name}: ${seconds}\n`);
    const last = output.trimEnd().split("\n").slice(-LAST_LINES).join("\n");
    if (failed > 0) lastWords.push(`\n✗ ${name}, its last lines:\n${last}\n`);
    told.push(`${mark} ${name.padEnd(12)} ${counted.padEnd(24)} ${seconds}\n`);
    total.passed += passed;
    total.failed += failed;
  }

  for (const step of plan) {
    const lanes = step.map((lane) => lane.filter(isChosen)).filter((lane) => lane.length > 0);
    const runLane = async (lane: readonly Name[]) => {
      for (const name of lane) await runOne(name, isBrief || lanes.length > 1);
    };
    await Promise.all(lanes.map(runLane));
  }
  if (!isBrief) print(`${lastWords.join("")}\n${told.join("")}\n${total.passed} passed, ${total.failed} failed\n`);
  return total;
}

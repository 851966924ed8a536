import type { Show } from "../testing/stream.ts";
import type { Step } from "./steps.ts";

/**
 * Runs lanes side by side and the steps of each one after the other. What a step shows comes whole, when it has ended, and
 * not at all when it found nothing wrong.
 * @param lanes See {@link Step}.
 * @param changed Only what is about these files, and where a step can, only these; undefined: everything.
 * @param print Gets the text.
 * @returns How many steps passed and the names of those that failed.
 */
export async function runSteps(
  lanes: readonly (readonly Step[])[],
  changed: readonly string[] | undefined,
  print: Show,
): Promise<{ passed: number; failed: string[] }> {
  const failed: string[] = [];
  let passed = 0;
  const runStep = async ({ name, run, isAbout }: Step) => {
    const files = changed?.filter(isAbout) ?? [];
    if (changed && files.length === 0) return;
    let output = "";
    const show: Show = (text) => {
      output += text;
    };
    const beganMs = performance.now();
    const isFine = await run(show, files).catch((error: unknown) => {
      show(`${error instanceof Error ? error.message : error}\n`);
      return false;
    });
    const seconds = ((performance.now() - beganMs) / 1000).toFixed(1);
    if (isFine) passed += 1;
    else failed.push(name);
    print(isFine ? `✓ ${name} (${seconds} s)\n` : `\n✗ ${name} (${seconds} s)\n${output.trimEnd()}\n\n`);
  };
  await Promise.all(
    lanes.map(async (lane) => {
      for (const step of lane) await runStep(step);
    }),
  );
  return { passed, failed };
}

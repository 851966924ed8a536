import { killGroup } from "../stack/child.ts";
import { poll } from "../stack/until.ts";
import type { Crowd } from "./crowd.ts";
import type { LoadWorld } from "./world.ts";

const PARTS = ["database", "indexer", "bundler", "app"] as const;
const PATIENCE_MS = 90_000;
/** Steps that each player must get confirmed after a part came back, before the next one is killed. */
const STEPS_BETWEEN = 3;

/**
 * Kills the parts of a world in turn, with SIGKILL, while everybody plays. Each comes back by itself; then everybody must
 * get on.
 */
export async function breakParts(world: LoadWorld, crowd: Crowd, say: (line: string) => void): Promise<string[]> {
  const problems: string[] = [];
  for (const name of PARTS) {
    const service = world.stack?.[name];
    const pid = service?.pid();
    if (!service || pid === undefined) {
      problems.push(`the ${name} does not run, so it cannot be killed`);
      continue;
    }
    const killedAtMs = Date.now();
    killGroup(pid);
    say(`Killed the ${name} (kill -9 ${pid}).`);
    // Somebody comes who has no voucher yet: with database or app gone, the voucher has to wait.
    const newcomer = await crowd.join();
    if (!(await poll(() => service.isRunning() && service.pid() !== pid, PATIENCE_MS))) {
      problems.push(`the ${name} did not come back after it was killed`);
      continue;
    }
    const backAfterMs = Date.now() - killedAtMs;
    const gotOn = [crowd.waitForSteps(1, [newcomer]), crowd.waitForSteps(STEPS_BETWEEN)];
    newcomer.step();
    for (const result of await Promise.allSettled(gotOn)) {
      if (result.status === "rejected") problems.push(`after the ${name} was killed: ${result.reason.message}`);
    }
    say(`The ${name} is back after ${backAfterMs} ms, and everybody got on after ${Date.now() - killedAtMs} ms.`);
  }
  return problems;
}

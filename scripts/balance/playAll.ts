import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { lengths } from "../../game/rules/numbers";
import type { Length } from "../../game/rules/types";
import type { Results } from "./cells";
import type { AllResults } from "./tables";

/** What a thread plays at a time: all cells of a length on a few islands. */
export type Task = { length: Length; islands: readonly number[] };

const ISLANDS = 5;

/**
 * Plays everything, in threads side by side.
 * @param progress Is told how many islands of all were played.
 */
export async function playAll(
  runs: number,
  threads: number,
  progress: (done: number, of: number) => void,
): Promise<AllResults> {
  const islands = Array.from({ length: runs }, (_, island) => island);
  const tasks: readonly Task[] = lengths.flatMap(({ id: length }) =>
    Array.from({ length: Math.ceil(runs / ISLANDS) }, (_, i) => ({
      ...{ length, islands: islands.slice(i * ISLANDS, (i + 1) * ISLANDS) },
    })),
  );
  const answers: Results[] = [];
  let next = 0;
  let done = 0;
  const work = async () => {
    const worker = new Worker(new URL("./worker.mjs", import.meta.url));
    try {
      for (let index = next++; index < tasks.length; index = next++) {
        const task = tasks[index];
        if (!task) break;
        answers[index] = await ask(worker, task);
        done += task.islands.length;
        progress(done, runs * lengths.length);
      }
    } finally {
      await worker.terminate();
    }
  };
  await Promise.all(Array.from({ length: threads }, work));
  const of = (length: Length) => merge(answers.filter((_, index) => tasks[index]?.length === length));
  return { 1: of(1), 2: of(2), 3: of(3) };
}

/** @throws what went wrong in the thread. */
async function ask(worker: Worker, task: Task): Promise<Results> {
  const answer = once(worker, "message");
  worker.postMessage(task);
  const [results] = await answer;
  return results;
}

function merge(parts: readonly Results[]): Results {
  const names = Object.keys(parts[0] ?? {});
  return Object.fromEntries(names.map((name) => [name, parts.flatMap((part) => part[name] ?? [])]));
}

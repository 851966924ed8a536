import { type ChildProcess, fork } from "node:child_process";
import { rmSync } from "node:fs";
import { fromRoot } from "../stack/paths.ts";
import type { Mutant } from "./generate.ts";
import type { Outcome } from "./judge.ts";
import type { Project } from "./project.ts";
import { makeTree } from "./tree.ts";

export type Request = { kind: "start"; project: Project; tree: string } | { kind: "mutant"; mutant: Mutant };
export type Reply =
  | { kind: "unbroken"; failed: string | undefined }
  | { kind: "outcome"; outcome: Outcome }
  | { kind: "broke"; message: string };

/** Judges mutants side by side and reports each as it is known. Rejects when the tests fail without any mutant. */
export async function judgeAll(
  project: Project,
  mutants: readonly Mutant[],
  workers: number,
  report: (mutant: Mutant, outcome: Outcome) => void,
): Promise<void> {
  const waiting = [...mutants];
  const trees: string[] = [];
  const children: ChildProcess[] = [];

  async function work(): Promise<void> {
    const tree = makeTree(project);
    trees.push(tree);
    const child = fork(fromRoot("scripts/mutants/worker.ts"), {
      execArgv: ["--import", "tsx"],
      serialization: "advanced",
    });
    children.push(child);
    const start = await ask(child, { kind: "start", project, tree });
    if (start.kind === "unbroken" && start.failed) {
      throw new Error(`Without any mutant ${start.failed} fails: mutants can only be told from code that passes.`);
    }
    for (let mutant = waiting.shift(); mutant; mutant = waiting.shift()) {
      const reply = await ask(child, { kind: "mutant", mutant });
      if (reply.kind === "outcome") report(mutant, reply.outcome);
    }
  }

  try {
    await Promise.all(Array.from({ length: Math.min(workers, mutants.length) }, work));
  } finally {
    await Promise.all(children.map(end));
    for (const tree of trees) rmSync(tree, { recursive: true, force: true });
  }
}

function ask(child: ChildProcess, request: Request): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const onMessage = (reply: Reply) => {
      child.off("exit", onExit);
      if (reply.kind === "broke") reject(new Error(reply.message));
      else resolve(reply);
    };
    const onExit = (code: number | null) => {
      child.off("message", onMessage);
      reject(new Error(`A worker ended with ${code}.`));
    };
    child.once("message", onMessage);
    child.once("exit", onExit);
    child.send(request);
  });
}

function end(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once("exit", () => resolve());
    child.kill();
  });
}

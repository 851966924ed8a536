// One judge in a process of its own: the compiler keeps a core busy, and nothing else gets a turn while it runs.
import { createJudge, type Judge } from "./judge.ts";
import type { Reply, Request } from "./pool.ts";

let judge: Judge | undefined;

async function answer(request: Request): Promise<Reply> {
  if (request.kind === "start") {
    judge = createJudge(request.project, request.tree);
    return { kind: "unbroken", failed: await judge.testUnbroken() };
  }
  if (!judge) throw new Error("Seen a mutant before the start.");
  return { kind: "outcome", outcome: await judge.tryMutant(request.mutant) };
}

process.on("message", (request: Request) => {
  answer(request).then(
    (reply) => process.send?.(reply),
    (error: unknown) =>
      process.send?.({ kind: "broke", message: error instanceof Error ? error.message : String(error) }),
  );
});
// The one who asks has gone.
process.on("disconnect", () => process.exit());

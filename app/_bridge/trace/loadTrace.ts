import type { createTrace, Tracing } from "./createTrace";

/**
 * Records operations once the code for it is there: nobody waits for it, and nothing is recorded where it does not load.
 * @param parts As for `createTrace`.
 */
export function loadTrace(...parts: Parameters<typeof createTrace>): Tracing {
  let tracing: Tracing | undefined;
  let isOver = false;
  void import("./createTrace").then(
    (loaded) => {
      if (!isOver) tracing = loaded.createTrace(...parts);
    },
    () => undefined,
  );
  return {
    hear: (block) => tracing?.hear(block),
    dispose: () => {
      isOver = true;
      tracing?.dispose();
    },
  };
}

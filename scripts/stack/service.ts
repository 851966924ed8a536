import type { Child } from "./child.ts";

/** A part of the stack that can be stopped and started again while the others go on. */
export type Service = ReturnType<typeof createService>;

export type Say = (line: string) => void;

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

type ServiceOptions = {
  name: string;
  /** Starts the process; resolves when it does its work, and leaves no process behind when it rejects. */
  start: () => Promise<Child>;
  /** Whether a process that ends by itself is started again. */
  restarts: boolean;
  say: Say;
  /** Aborts when the start is given up: what ends then, was ended. */
  signal?: AbortSignal | undefined;
};

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 15_000;
/** After so long a life the next end is a new accident, not the same one again. */
const STABLE_MS = 30_000;

export function createService({ name, start, restarts, say, signal }: ServiceOptions) {
  let child: Child | undefined;
  let timer: NodeJS.Timeout | undefined;
  let starting: Promise<void> | undefined;
  let isWanted = false;
  let pauseMs = FIRST_PAUSE_MS;

  async function launch(): Promise<void> {
    const started = await start();
    child = started;
    const sinceMs = Date.now();
    if (!isWanted) return started.stop(); // stopped meanwhile
    void started.exited.then((reason) => {
      if (child === started) child = undefined;
      if (!isWanted || signal?.aborted) return;
      if (Date.now() - sinceMs > STABLE_MS) pauseMs = FIRST_PAUSE_MS;
      const lines = started.tail();
      say(`The ${name} ${reason}.${lines ? ` Its last lines:\n${lines}` : ""}`);
      retry();
    });
  }

  function retry(): void {
    if (!restarts) {
      say(`The ${name} stays down (HOURGLASS_NO_RESTART is set).`);
      return;
    }
    say(`Starting the ${name} again in ${pauseMs / 1000} s.`);
    timer = setTimeout(() => {
      if (!isWanted) return;
      starting = launch().then(
        () => say(`The ${name} is back.`),
        (error: unknown) => {
          say(`The ${name} did not come back: ${messageOf(error)}`);
          if (isWanted) retry();
        },
      );
    }, pauseMs);
    pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
  }

  return {
    name,
    pid: () => child?.pid,
    isRunning: () => child !== undefined && !child.hasExited(),
    start: async () => {
      if (isWanted) return;
      isWanted = true;
      try {
        starting = launch();
        await starting;
      } catch (error) {
        isWanted = false;
        throw error;
      }
    },
    stop: async () => {
      isWanted = false;
      clearTimeout(timer);
      // What is being started is caught as soon as it is there.
      await starting?.catch(() => undefined);
      await child?.stop();
      child = undefined;
    },
  };
}

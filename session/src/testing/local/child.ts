import { type Child, importNode } from "./node.ts";

/** A process of the stack. `tell` reaches processes that listen to Node's own channel. */
export type Running = { stop: () => Promise<void>; tell: (message: object) => void };

const READY_MS = 60_000;
const LOOK_EVERY_MS = 50;
const KEPT_CHARACTERS = 4_000;

/**
 * Starts a process, and waits until it answers.
 * @param name Shown to users.
 * @param command The command.
 * @param args Its arguments.
 * @param isReady Whether it answers; may reject as long as it does not.
 * @throws Error with its last output, if it ends or does not answer within a minute.
 */
export async function startChild(
  name: string,
  command: string,
  args: readonly string[],
  isReady: () => Promise<boolean>,
): Promise<Running> {
  const { spawn } = await importNode("child_process");
  const child = spawn(command, args, { stdio: ["ignore", "ignore", "pipe", "ipc"] });
  let written = "";
  let ended: string | undefined;
  child.stderr?.on("data", (chunk) => {
    written = `${written}${String(chunk)}`.slice(-KEPT_CHARACTERS);
  });
  const exited = new Promise<void>((resolve) => {
    const end = (reason: unknown) => {
      ended = String(reason);
      resolve();
    };
    child.once("exit", end);
    child.once("error", end);
  });
  const stop = () => stopChild(child, exited);
  const untilMs = Date.now() + READY_MS;
  while (!(await isReady().catch(() => false))) {
    if (ended === undefined && Date.now() < untilMs) {
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
      continue;
    }
    await stop();
    throw new Error(`${name} ${ended === undefined ? "does not answer" : `ended (${ended})`}. ${written}`.trim());
  }
  return { stop, tell: (message) => void child.send(message) };
}

async function stopChild(child: Child, exited: Promise<void>): Promise<void> {
  if (child.exitCode !== null) return;
  child.kill("SIGTERM");
  const timer = setTimeout(() => child.kill("SIGKILL"), 5_000);
  await exited;
  clearTimeout(timer);
}

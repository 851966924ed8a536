import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { writeWhole } from "./writeWhole.ts";

/** `startedAt` tells a process of ours from another one that was given the same number later. */
type Remembered = { name: string; pid: number; startedAt: string };

const folderOf = (dataDir: string) => path.join(dataDir, "pids");
const fileOf = (dataDir: string, name: string) => path.join(folderOf(dataDir), `${name}.json`);

/** Writes down a running process, so that the next start finds it should this one be killed. */
export function rememberPid(dataDir: string, name: string, pid: number): void {
  // Wholly or not at all: a half of it would let a part of ours run on unseen.
  writeWhole(fileOf(dataDir, name), JSON.stringify({ name, pid, startedAt: startOf(pid) ?? "" }));
}

export function forgetPid(dataDir: string, name: string): void {
  rmSync(fileOf(dataDir, name), { force: true });
}

/** Processes of an earlier run that still live. Forgets those that do not. */
export function livingPids(dataDir: string): Remembered[] {
  if (!existsSync(folderOf(dataDir))) return [];
  const living: Remembered[] = [];
  for (const entry of readdirSync(folderOf(dataDir))) {
    const remembered = parse(path.join(folderOf(dataDir), entry));
    if (remembered && isSame(remembered)) living.push(remembered);
    else rmSync(path.join(folderOf(dataDir), entry), { force: true });
  }
  return living;
}

function parse(file: string): Remembered | undefined {
  try {
    const value: Remembered = JSON.parse(readFileSync(file, "utf8"));
    return typeof value.name === "string" && Number.isInteger(value.pid) && value.pid > 1 ? value : undefined;
  } catch {
    return undefined; // half written by a process that was killed: it tells nothing
  }
}

function isSame({ pid, startedAt }: Remembered): boolean {
  return startedAt !== "" && startOf(pid) === startedAt;
}

/** When the process started: two processes with the same number never share it. */
function startOf(pid: number): string | undefined {
  return process.platform === "linux" ? startInProc(pid) : startByPs(pid);
}

/** Linux says it in a file, in ticks since the machine started; `ps` is missing in small containers. */
function startInProc(pid: number): string | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The second field is the command's name in parentheses, which may hold anything; the 22nd is the time.
    const [state, ...fields] = text.slice(text.lastIndexOf(")") + 2).split(" ");
    // A zombie runs no more; the number waits for its parent to hear of it.
    return state === "Z" ? undefined : `${bootId()} ${fields[18]}`;
  } catch {
    return undefined;
  }
}

/** Ticks start again with the machine. */
const bootId = () => readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();

function startByPs(pid: number): string | undefined {
  try {
    const text = execFileSync("/bin/ps", ["-o", "lstart=", "-p", String(pid)], {
      encoding: "utf8",
      env: { ...process.env, LC_ALL: "C" },
    });
    return text.trim() || undefined;
  } catch {
    return undefined;
  }
}

import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

/** `startedAt` tells a process of ours from another one that was given the same number later. */
type Remembered = { name: string; pid: number; startedAt: string };

const folderOf = (dataDir: string) => path.join(dataDir, "pids");
const fileOf = (dataDir: string, name: string) => path.join(folderOf(dataDir), `${name}.json`);

/** Writes down a running process, so that the next start finds it should this one be killed. */
export function rememberPid(dataDir: string, name: string, pid: number): void {
  mkdirSync(folderOf(dataDir), { recursive: true });
  writeFileSync(fileOf(dataDir, name), JSON.stringify({ name, pid, startedAt: startOf(pid) ?? "" }));
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
  const now = startOf(pid);
  return now !== undefined && now === startedAt;
}

/** When the process started: two processes with the same number never share it. */
function startOf(pid: number): string | undefined {
  try {
    const text = execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], {
      encoding: "utf8",
      env: { ...process.env, LC_ALL: "C" },
    });
    return text.trim() || undefined;
  } catch {
    return undefined;
  }
}

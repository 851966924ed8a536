import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { parseJson, readText } from "./deployed.ts";
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
  return readdirSync(folderOf(dataDir)).flatMap((entry) => {
    const file = path.join(folderOf(dataDir), entry);
    const remembered = parseJson<Remembered>(readText(file));
    if (remembered?.startedAt && startOf(remembered.pid) === remembered.startedAt) return [remembered];
    rmSync(file, { force: true });
    return [];
  });
}

/** When the process started: two processes with the same number never share it. Undefined when it runs no more. */
function startOf(pid: number): string | undefined {
  try {
    if (process.platform !== "linux") {
      const env = { ...process.env, LC_ALL: "C" };
      return execFileSync("/bin/ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8", env }).trim();
    }
    // Linux says it in a file, in ticks since the machine started; `ps` is missing in small containers. The second field is
    // the command's name in parentheses, which may hold anything; the 22nd is the time.
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    const [state, ...fields] = text.slice(text.lastIndexOf(")") + 2).split(" ");
    // Ticks start again with the machine. A zombie runs no more; the number waits for its parent to hear of it.
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    return state === "Z" ? undefined : `${boot} ${fields[18]}`;
  } catch {
    return undefined;
  }
}

import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

export const hasApt = () => process.platform === "linux" && existsSync("/usr/bin/apt-get");
export const isRoot = () => process.getuid?.() === 0;

/** Runs a command and shows what it says; whether it went well. */
export const runShown = (command: string, ...args: readonly string[]) =>
  spawnSync(command, args, { stdio: "inherit", env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } }).status ===
  0;

/** Installs one of Debian's packages; whoever is not root may not be asked for a password. */
export function aptInstall(name: string): boolean {
  const apt = (...args: readonly string[]) =>
    isRoot() ? runShown("apt-get", ...args) : runShown("sudo", "-n", "apt-get", ...args);
  return apt("update") && apt("install", "-y", "--no-install-recommends", name);
}

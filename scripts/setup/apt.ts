import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

export const hasApt = () => process.platform === "linux" && existsSync("/usr/bin/apt-get");
export const isRoot = () => process.getuid?.() === 0;

/** Runs a command in this terminal; whether it went well. */
export const runShown = (command: string, ...args: readonly string[]) =>
  spawnSync(command, args, { stdio: "inherit" }).status === 0;

/** Installs one of Debian's packages; whoever is not root may not be asked for a password. */
export function aptInstall(name: string): boolean {
  const apt = (...args: readonly string[]) =>
    runShown("env", "DEBIAN_FRONTEND=noninteractive", ...(isRoot() ? [] : ["sudo", "-n"]), "apt-get", ...args);
  return apt("update") && apt("install", "-y", "--no-install-recommends", name);
}

import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fromRoot } from "../stack/paths.ts";

const git = (...args: readonly string[]) =>
  execFileSync("git", [...args, "-z"], { cwd: fromRoot(), encoding: "utf8" })
    .split("\0")
    .filter((file) => file !== "");

/** What git has, or would have: what is ignored is no part of the product. */
export function trackedFiles(...patterns: readonly string[]): string[] {
  const files = git("ls-files", "--cached", "--others", "--exclude-standard", ...patterns);
  return files.filter((file) => existsSync(fromRoot(file)));
}

/** What differs from the last commit, also what was removed, and what git does not have yet. */
export function changedFiles(): string[] {
  return [...git("diff", "--name-only", "HEAD"), ...git("ls-files", "--others", "--exclude-standard")];
}

/** What the next commit changes, also what it removes. */
export function stagedFiles(): string[] {
  return git("diff", "--name-only", "--cached");
}

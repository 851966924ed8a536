// Runs before anything is installed, on any Node: built-in modules and old syntax only.
import { readFileSync } from "node:fs";

const { engines } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
/** The oldest Node that the pinned packages run on. */
const wanted = engines.node.replace(">=", "");

/** What is wrong with this Node, and how to mend it; undefined when it is fine. */
export function nodeProblem(version) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const [oldestMajor, oldestMinor] = wanted.split(".").map(Number);
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return undefined;
  return [
    `This is Node ${version}; Hourglass needs ${wanted} or newer.`,
    "  With nvm:     nvm install 22 && nvm use 22",
    "  Without it:   install the LTS version from nodejs.org, open a new terminal, and try again",
  ].join("\n");
}

/** Ends the process with that message. */
export function requireNode() {
  const problem = nodeProblem(process.versions.node);
  if (problem === undefined) return;
  console.error(problem);
  process.exit(1);
}

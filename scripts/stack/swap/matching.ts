/**
 * The tests that are named after what changed: after the contract of a changed file, or after a function in which something
 * changed.
 */
export function findMatchingTests(
  changed: readonly { file: string; before: string | undefined; after: string | undefined }[],
  tests: readonly string[],
): string[] {
  const subjects = changed.flatMap(({ file, before = "", after = "" }) => {
    const functions = changedFunctions(before, after);
    return [nameOf(file), ...functions].map((name) => ({
      part: partOf(file),
      name: name.replace(/^_+/, "").toLowerCase(),
    }));
  });
  return tests.filter((test) => {
    const [name = ""] = nameOf(test).toLowerCase().split(".");
    return subjects.some(({ part, name: subject }) => part === partOf(test) && isAbout(name, subject));
  });
}

/** `expedition` is about `Expeditions`, `bank` about `bank`; `call` is not about `callGas`. */
function isAbout(test: string, subject: string): boolean {
  return test === subject || `${test}s` === subject || test === `${subject}s`;
}

const nameOf = (file: string) => (file.split("/").at(-1) ?? "").replace(/(\.t)?\.sol$/, "");

/** `game` of contracts/src/game/Hourglass.sol and of contracts/test/game/move.t.sol. */
const partOf = (file: string) => file.split("/")[2] ?? "";

/** Names of the functions whose text is another one; what stands between functions belongs to the one before. */
function changedFunctions(before: string, after: string): string[] {
  const [was, is] = [cut(before), cut(after)];
  return [...new Set([...was.keys(), ...is.keys()])].filter((name) => name !== "" && was.get(name) !== is.get(name));
}

function cut(text: string): Map<string, string> {
  const parts = new Map<string, string>();
  let name = "";
  for (const line of text.split("\n")) {
    // A function's documentation is no part of it.
    if (/^\s*(\/\/|\*|\/\*)/.test(line)) continue;
    name = /^\s*function\s+(\w+)/.exec(line)?.[1] ?? name;
    parts.set(name, `${parts.get(name) ?? ""}${line}\n`);
  }
  return parts;
}

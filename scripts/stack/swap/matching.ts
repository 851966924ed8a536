/**
 * The tests that are named after what changed: after the contract of a changed file, or after a function in which something
 * changed.
 */
export function findMatchingTests(
  changed: readonly { file: string; before: string | undefined; after: string | undefined }[],
  tests: readonly string[],
): string[] {
  const subjects = changed.flatMap(({ file, before = "", after = "" }) => {
    const [was, is] = [cut(before), cut(after)];
    const functions = [...was.keys(), ...is.keys()].filter((name) => was.get(name) !== is.get(name));
    return [nameOf(file), ...functions].map((name) => ({ part: partOf(file), name: name.replace(/^_+/, "") }));
  });
  // `errands` is about `Errands`, `bank` about `bank`; `call` is not about `callGas`.
  const bare = (name: string) => name.toLowerCase().replace(/s$/, "");
  return tests.filter((test) =>
    subjects.some(({ part, name }) => part === partOf(test) && bare(name) === bare(nameOf(test))),
  );
}

const nameOf = (file: string) => (file.split("/").at(-1) ?? "").split(".")[0] ?? "";

/** `game` of contracts/src/game/Walks.sol and of contracts/test/game/move.t.sol. */
const partOf = (file: string) => file.split("/")[2] ?? "";

/** Functions by name, without comments; what stands between functions belongs to the one before. */
function cut(text: string): Map<string, string> {
  const code = text.replaceAll(/^\s*(\/\/|\*|\/\*).*\n/gm, "");
  const functions = code.split(/^(?=\s*function\s)/m).slice(1);
  return new Map(functions.map((each) => [/function\s+(\w+)/.exec(each)?.[1] ?? "", each]));
}

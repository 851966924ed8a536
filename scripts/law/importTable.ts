type Override = {
  includes: readonly string[];
  linter?: { rules?: { style?: { noRestrictedImports?: { options?: { patterns?: readonly Pattern[] } } } } };
};
type Pattern = { group: readonly string[]; message: string };

/** Where the table begins and ends in the document. */
export const HEAD = "| folder | may import |\n| --- | --- |\n";

/**
 * The import law as a table, from the one place where it stands.
 * @param config Text of biome.json.
 * @returns Markdown, a row for each folder.
 */
export function renderImportTable(config: string): string {
  const { overrides } = JSON.parse(config) as { overrides: readonly Override[] };
  const rows = overrides.flatMap(({ includes, linter }) =>
    (linter?.rules?.style?.noRestrictedImports?.options?.patterns ?? []).map(
      ({ group }) => `| ${readFolders(includes)} | ${readAllowed(group)} |\n`,
    ),
  );
  return HEAD + rows.join("");
}

/** `app/**` without its own rows is "the rest of": rows that are taken out again are not named. */
function readFolders(includes: readonly string[]): string {
  const folders = includes.filter((each) => !each.startsWith("!")).map((each) => code(each.replace(/\/\*\*$/, "/")));
  const isRest = includes.some((each) => /^!(?!\*\*)[^*]+\/\*\*$/.test(each));
  return `${isRest ? "the rest of " : ""}${folders.join(", ")}`;
}

function readAllowed(group: readonly string[]): string {
  const allowed = group.filter((each) => each.startsWith("!") && !/^!\.\.?\//.test(each)).map((each) => each.slice(1));
  // Taken out again, for everybody but tests: those are taken out of every row.
  const refused = group.filter((each) => /^\*\*\/(?!.*test)/.test(each)).map((each) => each.slice("**/".length));
  return [names(allowed), ...(refused.length > 0 ? [`never ${names(refused)}`] : [])].join("; ");
}

/** `viem` and `viem/` are one thing to a reader, `game/` and `game/ports` are two. */
function names(patterns: readonly string[]): string {
  const plain = patterns.map((each) => each.replace(/^@\/(?!\*)/, "").replace(/\/\*\*$/, "/"));
  return plain
    .filter((name) => !(name.endsWith("/") && plain.includes(name.slice(0, -1))))
    .map(code)
    .join(", ");
}

const code = (text: string) => `\`${text}\``;

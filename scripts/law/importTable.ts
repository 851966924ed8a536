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
  const law = overrides.flatMap(({ includes, linter }) =>
    (linter?.rules?.style?.noRestrictedImports?.options?.patterns ?? []).map(({ group }) => ({ includes, group })),
  );
  const all = law.flatMap(({ includes }) => includes.map(toFolder));
  /** A folder with rows for parts of it is "the rest of": the row that comes later holds. */
  const isRest = (folder: string) => all.some((other) => other !== folder && other.startsWith(folder));
  const nameOf = (folder: string) => `${isRest(folder) ? "the rest of " : ""}${code(folder)}`;
  const rows = law.map(({ includes, group }) => {
    const folders = includes.map((each) => nameOf(toFolder(each)));
    return `| ${folders.join(", ")} | ${readAllowed(group)} |\n`;
  });
  return HEAD + rows.join("");
}

const toFolder = (pattern: string) => pattern.replace(/\/\*\*$/, "/");

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

import path from "node:path";

/** A document of the repository: its place, and its text. */
type Document = { file: string; text: string };

/** What documents may name. */
export type World = {
  /** Whether a file or a folder of the repository is there. */
  has: (file: string) => boolean;
  /** Names of package.json's scripts. */
  scripts: readonly string[];
  /** Names of the parts of `npm test`. */
  parts: readonly string[];
  /** Whether the code of the scripts knows an option, such as `--reset`. */
  hasOption: (option: string) => boolean;
};

/** npm's own words after `npm`; everything else in its place must be `run` and a script, `test` or `start`. */
const NPM_WORDS = ["ci", "install", "run", "test", "start", "pack", "publish", "audit", "exec"];

/**
 * What documents name that is not there: links, pictures, headings, npm scripts, parts of the tests, options.
 * @param documents All documents; a link to a heading is looked for in them.
 * @param world What they may name.
 * @returns One sentence for each, with its place.
 */
export function findDocumentProblems(documents: readonly Document[], world: World): string[] {
  const headings = new Map(documents.map(({ file, text }) => [file, readHeadings(text)]));
  return documents.flatMap((document) => [
    ...judgeLinks(document, headings, world),
    ...readCommands(document.text).flatMap(({ line, words }) =>
      judgeCommand(words, world).map((problem) => `${document.file}:${line}: ${problem}`),
    ),
  ]);
}

type Headings = ReadonlyMap<string, ReadonlySet<string>>;

/** `[words](target)`, pictures too, outside of code. Also `src` and `href` of HTML, which GitHub shows. */
function judgeLinks({ file, text }: Document, headings: Headings, world: World): string[] {
  const prose = blank(text, /```[\s\S]*?```|`[^`]*`/g);
  const links = [
    ...prose.matchAll(/\]\(\s*<?([^)\s>]+)>?(?:\s+"[^"]*")?\s*\)/g),
    ...prose.matchAll(/\b(?:src|href)="([^"]+)"/g),
  ];
  return links.flatMap(({ 1: target = "", index }) => {
    if (/^[a-z][a-z+.-]*:/i.test(target)) return [];
    const [place = "", anchor] = decodeURIComponent(target).split("#");
    const to = place === "" ? file : path.posix.join(path.posix.dirname(file), place).replace(/\/$/, "");
    const isDead = anchor !== undefined && headings.get(to)?.has(anchor) === false;
    const fault = world.has(to) ? isDead && "has no such heading" : "is not there";
    return fault ? [`${file}:${lineAt(text, index)}: links to ${target}, which ${fault}`] : [];
  });
}

/** The headings of a document as GitHub names them in addresses. */
function readHeadings(text: string): Set<string> {
  const prose = blank(text, /```[\s\S]*?```/g);
  const names = [...prose.matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) =>
    heading.toLowerCase().replace(/[^\p{L}\p{N} _-]/gu, ""),
  );
  return new Set(names.map((name) => name.trim().replaceAll(" ", "-")));
}

/** Every `npm …` in code, in line or fenced; one in line may be broken over two lines. */
function readCommands(text: string): { line: number; words: readonly string[] }[] {
  const blocks = [...text.matchAll(/```[^\n]*\n([\s\S]*?)```|`([^`]+)`/g)];
  return blocks.flatMap(({ 1: fenced, 2: inline = "", index }) => {
    const lines = fenced?.split("\n") ?? [inline.replace(/\s+/g, " ")];
    const first = lineAt(text, index) + (fenced === undefined ? 0 : 1);
    return lines.flatMap((line, row) => {
      const parts = line.replace(/\s#\s.*$/, "").split(/&&|\|\||[|;]/);
      const commands = parts.flatMap((part) => /(?:^|\s)npm\s+(.+)$/.exec(part.trim())?.[1] ?? []);
      return commands.map((command) => ({ line: first + row, words: command.trim().split(/\s+/) }));
    });
  });
}

function judgeCommand([verb = "", ...rest]: readonly string[], world: World): string[] {
  if (!NPM_WORDS.includes(verb)) return [`names 'npm ${verb}', which is none of npm's commands`];
  const [name = "", ...after] = verb === "run" ? rest : [verb, ...rest];
  if (verb !== "run" && verb !== "test" && verb !== "start") return [];
  if (!world.scripts.includes(name)) return [`names 'npm run ${name}', which is no script of package.json`];
  const given = after.slice(after.indexOf("--") + 1);
  if (!after.includes("--"))
    return after.length === 0 ? [] : [`names 'npm ${verb} ${rest.join(" ")}' without a -- before its options`];
  const parts = name === "test" ? given.filter((word) => /^[a-z]/.test(word) && !world.parts.includes(word)) : [];
  const options = given
    .map((word) => word.split("=")[0] ?? "")
    .filter((word) => /^--[a-z]/.test(word) && !world.hasOption(word));
  return [
    ...parts.map((part) => `names the part '${part}' of npm test, which is none`),
    ...options.map((option) => `names the option '${option}' of ${name}, which no script knows`),
  ];
}

/** The text with what matches written over by spaces, so that places stay. */
const blank = (text: string, pattern: RegExp) => text.replace(pattern, (found) => found.replace(/[^\n]/g, " "));

const lineAt = (text: string, index: number) => text.slice(0, index).split("\n").length;

import { PARTS, type Part, type Split } from "./readSplits.ts";

/**
 * What `npm run gas` measured, and docs/gas.md shows: where the gas of three transactions goes, and that of
 * the smallest action by our sessions and by those of others, beside a bare operation.
 */
export type Measured = { splits: Split[]; beside: Split[]; bareGas: number };

const COLOURS: Record<Part, string> = {
  "transaction base": "#b8b0a2",
  calldata: "#8d99ae",
  EntryPoint: "#5b6c8f",
  account: "#4f8a8b",
  module: "#d98e2b",
  paymaster: "#a4508b",
  "game call": "#6a994e",
};

const number = (value: number) => value.toLocaleString("en-US");

/** A row for each part, a column for each transaction. */
export function renderSplitTable(splits: readonly Split[], ...more: readonly string[][]): string {
  const cell = (gas: number, whole: number) => `${number(gas)} (${((gas * 100) / whole).toFixed(1)} %)`;
  const rows = PARTS.map((part) => [part, ...splits.map(({ parts, whole }) => cell(parts[part], whole))]);
  return renderTable([
    ["", ...splits.map(({ name }) => name)],
    ...rows,
    ["**whole**", ...splits.map(({ whole }) => `**${number(whole)}**`)],
    ...more,
  ]);
}

/** The same, with the ratio of each to a bare operation. */
export function renderBesideTable({ beside, bareGas }: Measured): string {
  const ratios = beside.map(({ whole }) => `**${(whole / bareGas).toFixed(3)}**`);
  return renderSplitTable(beside, [`to a bare operation (${number(bareGas)})`, ...ratios]);
}

function renderTable([head = [], ...rows]: readonly string[][]): string {
  return [head, head.map((_, column) => (column === 0 ? "---" : "---:")), ...rows]
    .map((cells) => `| ${cells.join(" | ")} |`)
    .join("\n");
}

const WIDTH = 860;
const LEFT = 150;
const BAR = 34;
const STEP = 58;
const TOP = 84;

/** Bars to one scale, one for each transaction, each cut into its parts. */
export function renderPicture(splits: readonly Split[]): string {
  const scale = (WIDTH - LEFT - 90) / Math.max(...splits.map(({ whole }) => whole));
  const height = TOP + splits.length * STEP;
  const lines = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" font-family="sans-serif" font-size="14">`,
    "<title>Where the gas of a transaction goes</title>",
    `<rect width="${WIDTH}" height="${height}" fill="#ffffff"/>`,
    ...PARTS.flatMap(renderKey),
    ...splits.flatMap((split, row) => renderBar(split, TOP + row * STEP, scale)),
    "</svg>",
  ];
  return `${lines.join("\n")}\n`;
}

const rect = (x: string | number, y: number, width: string | number, height: number, fill: string, inside = "") =>
  `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="${fill}"${inside ? `>${inside}</rect>` : "/>"}`;
const text = (x: string | number, y: number, words: string) => `<text x="${x}" y="${y}" fill="#222222">${words}</text>`;

function renderKey(part: Part, index: number): string[] {
  const x = 20 + (index % 4) * 205;
  const y = 18 + Math.floor(index / 4) * 26;
  return [rect(x, y, 16, 16, COLOURS[part]), text(x + 24, y + 13, part)];
}

function renderBar({ name, whole, parts }: Split, y: number, scale: number): string[] {
  let x = LEFT;
  const pieces = PARTS.map((part) => {
    const width = parts[part] * scale;
    const title = `<title>${part}: ${number(parts[part])}</title>`;
    const piece = rect(x.toFixed(1), y, width.toFixed(1), BAR, COLOURS[part], title);
    x += width;
    return piece;
  });
  const middle = y + BAR / 2 + 5;
  return [text(20, middle, name), ...pieces, text((x + 10).toFixed(1), middle, number(whole))];
}

/** Puts a text between the two marks of its name. */
function putBetween(document: string, name: string, text: string): string {
  const [open, close] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [from, to] = [document.indexOf(open), document.indexOf(close)];
  if (from < 0 || to < from) throw new Error(`The document has no place for '${name}'.`);
  return `${document.slice(0, from + open.length)}\n\n${text}\n\n${document.slice(to)}`;
}

/** docs/gas.md with what was measured. */
export function renderDocument(document: string, measured: Measured): string {
  const withSplit = putBetween(document, "split", renderSplitTable(measured.splits));
  return putBetween(withSplit, "beside", renderBesideTable(measured));
}

import { actions } from "../../../game/rules/actions/index.ts";
import { PARTS, type Split } from "./readSplits.ts";

/**
 * What `npm run gas` measured, and docs/gas.md shows: where the gas of three transactions goes, and that of
 * the smallest action by our sessions and by those of others, beside a bare operation.
 */
export type Measured = { splits: Split[]; beside: Split[]; bareGas: number };

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

/** What the game before the expeditions asked for: gas of a call, and for each step of a walk. */
const BEFORE: Readonly<Record<string, { gas: number; gasPerByte?: number }>> = {
  embark: { gas: 90_000 },
  move: { gas: 33_000, gasPerByte: 1_350 },
  gather: { gas: 100_000 },
  unearth: { gas: 220_000 },
  craft: { gas: 160_000 },
  equip: { gas: 60_000 },
  bank: { gas: 120_000 },
  claim: { gas: 160_000 },
  buy: { gas: 120_000 },
  finish: { gas: 80_000 },
};

/** A row for each action of the game. */
export function renderActionTable(): string {
  const show = (row?: { gas: number; gasPerByte?: number }) =>
    row ? `${number(row.gas)}${row.gasPerByte ? ` + ${number(row.gasPerByte)} a step` : ""}` : "";
  const rows = Object.entries(actions).map(([name, action]) => [`\`${name}\``, show(action), show(BEFORE[name])]);
  return renderTable([["action", "limit", "first game"], ...rows]);
}

function renderTable([head = [], ...rows]: readonly string[][]): string {
  return [head, head.map((_, column) => (column === 0 ? "---" : "---:")), ...rows]
    .map((cells) => `| ${cells.join(" | ")} |`)
    .join("\n");
}

/** A picture that GitHub draws. */
function renderPie({ name, parts }: Split): string {
  const slices = PARTS.map((part) => `  "${part}" : ${parts[part]}`);
  return ["```mermaid", `pie title Gas of the ${name}`, ...slices, "```"].join("\n");
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
  const pies = measured.splits.slice(0, 1).map(renderPie);
  const withSplit = putBetween(document, "split", [...pies, renderSplitTable(measured.splits)].join("\n\n"));
  return putBetween(putBetween(withSplit, "beside", renderBesideTable(measured)), "actions", renderActionTable());
}

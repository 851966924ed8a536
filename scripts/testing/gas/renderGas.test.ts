import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { fromRoot } from "../../stack/paths";
import { PARTS } from "./readSplits";
import { type Measured, renderBesideTable, renderDocument, renderSplitTable } from "./renderGas";

const measured: Measured = JSON.parse(readFileSync(fromRoot("contracts/snapshots/split.json"), "utf8"));
const document = readFileSync(fromRoot("docs/gas.md"), "utf8");

test("docs/gas.md shows what was measured last (npm run gas writes it anew)", () => {
  expect(renderDocument(document, measured)).toBe(document);
});

test("docs/gas.md has parts that add up, and a place for each table", () => {
  for (const { parts, whole } of [...measured.splits, ...measured.beside])
    expect(PARTS.reduce((sum, part) => sum + parts[part], 0)).toBe(whole);
  expect(() => renderDocument(document.replace("<!-- beside -->", ""), measured)).toThrow("no place for 'beside'");
});

test("a table has a row for each part, and the whole", () => {
  const table = renderSplitTable(measured.splits).split("\n");
  expect(table).toHaveLength(PARTS.length + 3);
  expect(table[2]).toMatch(/^\| transaction base \| 21,000 \(\d+\.\d %\) \|/);
  const last = renderBesideTable({ ...measured, bareGas: 88_087 })
    .split("\n")
    .at(-1);
  expect(last).toMatch(/^\| to a bare operation \(88,087\) \| \*\*1\.\d{3}\*\* \|/);
});

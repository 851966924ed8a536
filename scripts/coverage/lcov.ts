/** How often something of a line ran. `name` says what: of a function its name, of a branch which of how many. */
export type Counted = { line: number; name: string; hits: number };

/** What was measured of one file. */
export type Measured = { file: string; lines: Counted[]; branches: Counted[]; functions: Counted[] };

/**
 * Reads forge's report in the format LCOV 1. What it does not use is passed over; what it uses and cannot read is an error,
 * since a number that is lost here would count as covered.
 * @throws On a record that has no file, no end, or no number where one belongs.
 */
export function readLcov(text: string): Measured[] {
  const files: Measured[] = [];
  let open: Open | undefined;
  for (const row of text.split(/\r?\n/)) {
    const [, key = row, value = ""] = /^(\w+):(.*)$/.exec(row) ?? [];
    if (key === "SF") {
      if (open) throw new Error(`Seen '${row}' before the end of ${open.file}.`);
      open = { file: value.replaceAll("\\", "/"), lines: [], branches: [], functions: [], starts: new Map() };
    } else if (key === "end_of_record") {
      if (open) files.push(end(open));
      open = undefined;
    } else if (["DA", "FN", "FNDA", "BRDA"].includes(key)) {
      if (!open) throw new Error(`Seen '${row}' outside of a file.`);
      read(open, key, value.split(","), row);
    }
  }
  if (open) throw new Error(`Seen no end of ${open.file}.`);
  return files;
}

/** Until its end a function's first line is known by its name, and a branch is named by its condition. */
type Open = Measured & { starts: Map<string, number> };

function read({ lines, branches, functions, starts }: Open, key: string, fields: string[], row: string): void {
  const [first, second = ""] = fields;
  if (key === "DA") lines.push({ line: count(first, row), name: "", hits: count(second, row) });
  else if (key === "FN") starts.set(second, count(first, row));
  else if (key === "FNDA") {
    const line = starts.get(second);
    if (line === undefined) throw new Error(`Seen '${row}' without its FN.`);
    functions.push({ line, name: second, hits: count(first, row) });
  } else {
    // "-": the condition was never reached.
    const hits = fields[3] === "-" ? 0 : count(fields[3], row);
    branches.push({ line: count(first, row), name: second, hits });
  }
}

/** Branches get their names when all are known: forge numbers those of a condition from 0. */
function end({ starts: _, branches, ...measured }: Open): Measured {
  const named = branches.map(({ name: condition, ...branch }, at) => {
    const isSame = ({ name }: Counted) => name === condition;
    const index = branches.slice(0, at + 1).filter(isSame).length;
    return { ...branch, name: `${index} of ${branches.filter(isSame).length}` };
  });
  return { ...measured, branches: named };
}

function count(text: string | undefined, row: string): number {
  if (text === undefined || !/^\d+$/.test(text)) throw new Error(`Seen '${row}', wanted numbers in it.`);
  return Number(text);
}

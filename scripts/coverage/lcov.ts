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
    const [key = "", ...rest] = row.split(":");
    const value = rest.join(":");
    if (key === "SF") {
      if (open) throw new Error(`Seen '${row}' before the end of ${open.measured.file}.`);
      open = begin(value);
    } else if (key === "end_of_record") {
      if (open) files.push(end(open));
      open = undefined;
    } else if (key in readers) {
      if (!open) throw new Error(`Seen '${row}' outside of a file.`);
      readers[key]?.(open, value.split(","), row);
    }
  }
  if (open) throw new Error(`Seen no end of ${open.measured.file}.`);
  return files;
}

type Branch = { line: number; block: string; hits: number };
type Open = { measured: Measured; starts: Map<string, number>; branches: Branch[] };

const begin = (file: string): Open => ({
  measured: { file: file.replaceAll("\\", "/"), lines: [], branches: [], functions: [] },
  starts: new Map(),
  branches: [],
});

const readers: Record<string, (open: Open, fields: string[], row: string) => void> = {
  DA: ({ measured }, [line, hits], row) => {
    measured.lines.push({ line: count(line, row), name: "", hits: count(hits, row) });
  },
  FN: ({ starts }, [line, name = ""], row) => {
    starts.set(name, count(line, row));
  },
  FNDA: ({ measured, starts }, [hits, name = ""], row) => {
    const line = starts.get(name);
    if (line === undefined) throw new Error(`Seen '${row}' without its FN.`);
    measured.functions.push({ line, name, hits: count(hits, row) });
  },
  // "-": the condition was never reached.
  BRDA: ({ branches }, [line, block = "", , hits], row) => {
    branches.push({ line: count(line, row), block, hits: hits === "-" ? 0 : count(hits, row) });
  },
};

/** Branches get their names when all are known: forge numbers those of a condition from 0. */
function end({ measured, branches }: Open): Measured {
  const seen = new Map<string, number>();
  for (const { line, block, hits } of branches) {
    const index = (seen.get(block) ?? 0) + 1;
    seen.set(block, index);
    const of = branches.filter((each) => each.block === block).length;
    measured.branches.push({ line, name: `${index} of ${of}`, hits });
  }
  return measured;
}

function count(text: string | undefined, row: string): number {
  if (text === undefined || !/^\d+$/.test(text)) throw new Error(`Seen '${row}', wanted numbers in it.`);
  return Number(text);
}

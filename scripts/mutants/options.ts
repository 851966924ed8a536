export type Options = { quick: boolean; list: boolean; only: string | undefined };

const USAGE = `Flags: --quick (a few for every contract and operator), --only <part of an id>, --list (tries none).`;

/** Reads the command line of `npm run test:mutants`. */
export function readOptions(argv: readonly string[]): Options {
  const options: Options = { quick: false, list: false, only: undefined };
  const words = argv.flatMap((word) =>
    word.startsWith("--only=") ? ["--only", word.slice("--only=".length)] : [word],
  );
  while (words.length > 0) {
    const word = words.shift();
    if (word === "--quick") options.quick = true;
    else if (word === "--list") options.list = true;
    else if (word === "--only") {
      options.only = words.shift();
      if (!options.only) throw new Error(`Seen --only without a word to look for. ${USAGE}`);
    } else throw new Error(`Seen '${word}'. ${USAGE}`);
  }
  return options;
}

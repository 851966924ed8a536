/** Folders with vectors of others; what is not named stays as it is committed. */
export type Options = { nist?: string; wycheproof?: string };

const USAGE = "Flags: --nist <folder>, --wycheproof <folder>. Without any only the edges are written.";

/** Reads the command line of `npm run vectors:p256`. Throws on what it does not know. */
export function readOptions(argv: readonly string[]): Options {
  const options: Options = {};
  for (let i = 0; i < argv.length; i += 2) {
    const [flag, folder] = argv.slice(i, i + 2);
    if (flag !== "--nist" && flag !== "--wycheproof") throw new Error(`Seen '${flag}'. ${USAGE}`);
    if (folder === undefined) throw new Error(`Seen ${flag} without a folder. ${USAGE}`);
    options[flag === "--nist" ? "nist" : "wycheproof"] = folder;
  }
  return options;
}

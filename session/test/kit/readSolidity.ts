// Prints solc's errors about the Solidity sources below a folder, which are checked and not built.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fromRoot } from "@/scripts/stack/paths";
import { filesIn } from "../../pack/stage.ts";

for (const error of findErrors(process.argv[2] ?? "")) console.log(error);

function findErrors(folder: string): readonly string[] {
  const require = createRequire(import.meta.url);
  const solc: { compile: (input: string, callbacks: object) => string } = require("solc");
  const names = filesIn(folder, ".sol").map((file) => path.relative(folder, file));
  const sources = Object.fromEntries(
    names.map((name) => [name, { content: readFileSync(path.join(folder, name), "utf8") }]),
  );
  const read = (name: string) => {
    try {
      return { contents: readFileSync(fromRoot("node_modules", name), "utf8") };
    } catch {
      return { error: `${name} is neither in the tarball nor OpenZeppelin's` };
    }
  };
  const input = { language: "Solidity", sources, settings: { outputSelection: { "*": { "": ["ast"] } } } };
  const output: { errors?: { severity: string; formattedMessage: string }[] } = JSON.parse(
    solc.compile(JSON.stringify(input), { import: read }),
  );
  const errors = (output.errors ?? []).filter(({ severity }) => severity === "error");
  return errors.map(({ formattedMessage }) => formattedMessage);
}

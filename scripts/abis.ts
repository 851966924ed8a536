// npm run contracts:abi: compiles the contracts and writes their ABIs for TypeScript, as text: a page that loads them loads
// half as much, and people can read them. And the code that the session kit deploys, and that a fresh clone starts with.
// With --check: fails when what is committed differs from what the sources give. With --quick nothing is optimised, which
// ABIs do not notice and bytecode is not written.
import { abiFiles, BYTECODES, writeAbiFiles, writeBytecodes } from "./abiFiles.ts";
import { fromRoot } from "./stack/paths.ts";
import { startCompiler } from "./stack/solidity/compiler.ts";
import { contractNames } from "./stack/solidity/contractTable.ts";
import { readProfile } from "./stack/solidity/profile.ts";
import { buildContracts, commitArtifact, RELEASE_OUT, readArtifacts } from "./stack/solidity/release.ts";
import { createSourceTree } from "./stack/solidity/sources.ts";
import { compileQuick } from "./stack/swap/code.ts";

const isQuick = process.argv.includes("--quick");
const changed = isQuick ? await writeQuick() : await writeRelease();

const all = isQuick ? abiFiles : [...abiFiles, BYTECODES, "contracts/generated"];
const files = (changed.length > 0 ? changed : all).join(", ");
if (changed.length === 0) console.log(`What is generated is what the contracts give (${files}).`);
else if (process.argv.includes("--check")) {
  console.error(`These did not match the contracts and were written anew; commit them: ${files}`);
  process.exit(1);
} else console.log(`Wrote ${files}.`);

async function writeRelease() {
  // Not what is committed, as a start may: that would compare it with itself.
  await buildContracts();
  const profile = await readProfile();
  const artifacts = readArtifacts(RELEASE_OUT, createSourceTree(fromRoot(), profile.remappings), profile);
  if (!artifacts) throw new Error("What forge compiled is not of these sources.");
  return [
    ...writeAbiFiles(fromRoot(), (name) => artifacts[name].abi),
    ...writeBytecodes(fromRoot(), (name) => artifacts[name].bytecode.object),
    ...contractNames
      .filter((name) => commitArtifact(name, artifacts[name]))
      .map((name) => `contracts/generated/${name}`),
  ];
}

async function writeQuick() {
  const profile = await readProfile();
  const compiler = startCompiler();
  const tree = createSourceTree(fromRoot(), profile.remappings);
  const compiled = await compileQuick({ compiler, tree, profile }, contractNames).finally(() => compiler.dispose());
  return writeAbiFiles(fromRoot(), (name) => compiled[name].abi);
}

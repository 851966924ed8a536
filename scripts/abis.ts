// npm run contracts:abi: compiles the contracts and writes their ABIs for TypeScript, as text: a page that loads them loads
// half as much, and people can read them. And the code that the session kit deploys, and that a fresh clone starts with.
// With --check: fails when what is committed differs from what the sources give. With --quick nothing is optimised, which
// ABIs do not notice and bytecode is not written.
import { abiFiles, BYTECODES, writeAbiFiles, writeBytecodes } from "./abiFiles.ts";
import { fromRoot } from "./stack/paths.ts";
import { COMMITTED, copyArtifact, RELEASE_OUT } from "./stack/solidity/artifact.ts";
import { startCompiler } from "./stack/solidity/compiler.ts";
import { contractNames } from "./stack/solidity/contractTable.ts";
import { readProfile } from "./stack/solidity/profile.ts";
import { compileRelease } from "./stack/solidity/release.ts";
import { createSourceTree } from "./stack/solidity/sources.ts";
import { compileQuick } from "./stack/swap/quick.ts";

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
  // Not where a start puts what it took from what is committed: that would compare it with itself.
  const outDir = fromRoot("contracts/out/compared");
  const { artifacts } = await compileRelease({ outDir, takesCommitted: false });
  // Where forge's tests look for what is deployed.
  for (const name of contractNames) copyArtifact(outDir, RELEASE_OUT, name);
  return [
    ...writeAbiFiles(fromRoot(), (name) => artifacts[name].abi),
    ...writeBytecodes(fromRoot(), (name) => artifacts[name].bytecode.object),
    ...contractNames
      .filter((name) => copyArtifact(outDir, COMMITTED, name))
      .map((name) => `contracts/generated/${name}`),
  ];
}

async function writeQuick() {
  const profile = await readProfile("release");
  const compiler = startCompiler();
  const tree = createSourceTree(fromRoot(), profile.remappings);
  const compiled = await compileQuick({ compiler, tree, profile }, contractNames).finally(() => compiler.dispose());
  return writeAbiFiles(fromRoot(), (name) => compiled[name].abi);
}

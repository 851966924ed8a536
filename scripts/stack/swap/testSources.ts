import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { startChain } from "../chain";
import { createTestChain } from "../chain/testChain";
import { deployContracts } from "../contracts";
import { newFolder } from "../newFolder";
import { fromRoot } from "../paths";
import { compileRelease } from "../solidity/release";
import { createSourceTree } from "../solidity/sources";

/** A chain with the world as it is deployed, and a copy of its sources to edit. */
export async function startEditableWorld() {
  const chain = await createTestChain();
  const sources = copySources();
  await chain.begin((options) => startChain({ ...options, allowsLargeCode: true }));
  const { dataDir } = chain;
  const deploymentFile = path.join(dataDir, "deployment.json");
  const place = { dataDir, rpcUrl: `http://127.0.0.1:${chain.port}`, deploymentFile };
  const compiled = await compileRelease();
  await deployContracts({ ...place, artifacts: compiled.artifacts, say: () => undefined });
  const release = { ...compiled, tree: createSourceTree(sources.root, compiled.profile.remappings) };
  const dispose = async () => {
    await chain.dispose();
    sources.dispose();
  };
  return { chain, sources, place: { ...place, root: sources.root, release }, dispose };
}

/** A copy of the Solidity sources that a test may edit, with room for the ABIs, and without rules and tests. */
function copySources() {
  const { folder: root, remove } = newFolder("sources");
  cpSync(fromRoot("contracts/src"), path.join(root, "contracts/src"), { recursive: true });
  symlinkSync(fromRoot("node_modules"), path.join(root, "node_modules"));
  for (const folder of ["session/src/abis", "app/_chain/generated"]) {
    mkdirSync(path.join(root, folder), { recursive: true });
    cpSync(fromRoot(folder, "abis.ts"), path.join(root, folder, "abis.ts"));
  }
  for (const folder of ["game/rules", "contracts/test"]) mkdirSync(path.join(root, folder), { recursive: true });
  const read = (file: string) => readFileSync(path.join(root, file), "utf8");
  return {
    root,
    read,
    write: (file: string, text: string) => writeFileSync(path.join(root, file), text),
    /** Replaces one place, which must be there. */
    edit: (file: string, from: string, to: string) => {
      const text = read(file);
      if (text.split(from).length !== 2) throw new Error(`'${from}' is not once in ${file}.`);
      writeFileSync(
        path.join(root, file),
        text.replace(from, () => to),
      );
    },
    dispose: remove,
  };
}

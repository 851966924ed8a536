import { createTestClient, type Hex, http, publicActions } from "viem";
import { type Addresses, parseJson, readText } from "../deployed.ts";
import { type ContractName, contractNames } from "../solidity/contractTable.ts";
import type { Artifacts } from "../solidity/release.ts";
import { makeWorld } from "../world/make.ts";
import { writeWhole } from "../writeWhole.ts";
import { type Known, linkParts, makeFresh, type Running, whyFresh } from "./fresh.ts";
import { type CodeForm, isForm, readImmutables, writeImmutables } from "./immutables.ts";
import { keepOriginal } from "./originals.ts";
import { labelLike, type QuickCode } from "./quick.ts";

/** Where a world runs, and who may change it. */
export type WorldPlace = {
  rpcUrl: string;
  dataDir: string;
  deploymentFile: string;
};

/** Takes over a world that was deployed from some code. */
export async function createLiveWorld(place: WorldPlace, artifacts: Artifacts, baseline: QuickCode) {
  const { rpcUrl, dataDir, deploymentFile } = place;
  const client = createTestClient({ mode: "anvil", transport: http(rpcUrl) }).extend(publicActions);
  const deployed = (name: ContractName) => artifacts[name].bytecode.object;
  const releasedForm = createReleasedForm(artifacts, baseline);
  const { places } = await makeWorld(rpcUrl, deployed);
  const running = {} as Record<ContractName, Running>;
  const known: Known = new Map();
  for (const name of contractNames) {
    const [{ layout }, form, address] = [baseline[name], releasedForm(name), places[name]];
    const standing = { name, address, creation: deployed(name), form, layout, parts: new Map() };
    running[name] = standing;
    known.set(address, standing);
  }
  linkParts(running);
  const worlds = createWorlds(parseJson<Addresses>(readText(deploymentFile)));

  /** The code that shall run: what was deployed, where the sources are as they were then. Undefined: what runs stays. */
  const targetOf = (name: ContractName, latest: QuickCode): CodeForm | undefined => {
    const quick = latest[name];
    const isAsDeployed = quick.code === baseline[name].code && running[name].address === places[name];
    return isAsDeployed ? releasedForm(name) : quick;
  };

  const swapIn = async (name: ContractName, target: CodeForm | undefined): Promise<boolean> => {
    const now = running[name];
    if (!target || now.form?.code === target.code) return false;
    const live = (await client.getCode({ address: now.address })) ?? "0x";
    // A chain that was killed may have come back with the code of before.
    const form = [now.form, releasedForm(name)].find((each) => each && isForm(live, each)) ?? now.form;
    const values = form ? readImmutables(live, form) : new Map<string, Hex>();
    const bytecode = writeImmutables(target, values);
    await keepOriginal(dataDir, rpcUrl, now.address, live);
    await client.setCode({ address: now.address, bytecode });
    now.form = target;
    return true;
  };

  return {
    /** Contracts that run code that is not optimised. */
    swapped: () => contractNames.filter((name) => running[name].form?.code !== releasedForm(name)?.code),
    /**
     * Brings code onto the chain: behind the same address where storage and immutables are the same, else in a new world.
     * @returns What runs other code behind its address now, and why contracts were made anew.
     */
    bringIn: async (affected: readonly ContractName[], latest: QuickCode) => {
      const fresh = affected.flatMap((name) => {
        const quick = latest[name];
        const now = running[name];
        const form = targetOf(name, latest) ?? now.form ?? quick;
        const reason = whyFresh(now, { layout: quick.layout, form });
        return reason ? [{ name, reason: `${name}: ${reason}` }] : [];
      });
      if (fresh.length > 0) {
        const world = { rpcUrl, artifacts, baseline, latest, releasedForm, running, known };
        const names = fresh.map(({ name }) => name);
        const made = worlds.remember(await makeFresh(world, names));
        writeWhole(deploymentFile, `${JSON.stringify(made, null, 2)}\n`);
      }
      const swapped: ContractName[] = [];
      for (const name of fresh.length > 0 ? contractNames : affected) {
        if (await swapIn(name, targetOf(name, latest))) swapped.push(name);
      }
      return { swapped, fresh: fresh.map(({ reason }) => reason) };
    },
  };
}

/** Code as it was deployed. Undefined where an immutable was optimised away: then none can be told from another. */
function createReleasedForm(artifacts: Artifacts, baseline: QuickCode) {
  return (name: ContractName): CodeForm | undefined => {
    const { object, immutableReferences } = artifacts[name].deployedBytecode;
    const immutables = labelLike(immutableReferences, baseline[name]);
    return immutables && { code: object, immutables };
  };
}

/** A world that was there before keeps its first block, and so its identity. */
function createWorlds(first: Addresses | undefined) {
  const worlds = first ? [first] : [];
  const textOf = (world: Addresses) => JSON.stringify(Object.entries({ ...world, startBlock: 0 }).sort()).toLowerCase();
  return {
    remember: (made: Addresses): Addresses => {
      const before = worlds.find((world) => textOf(world) === textOf(made));
      if (!before) worlds.push(made);
      return before ?? made;
    },
  };
}

import { rmSync } from "node:fs";
import path from "node:path";
import { type Address, createTestClient, type Hex, http, publicActions } from "viem";
import { chainFolder } from "../chain/store.ts";
import { movedIn } from "../contracts.ts";
import { type Addresses, parseJson, readText } from "../deployed.ts";
import { type ContractName, contractNames } from "../solidity/contractTable.ts";
import type { Artifacts } from "../solidity/release.ts";
import { addressOfCreation, makeWorld } from "../world.ts";
import { writeWhole } from "../writeWhole.ts";
import { type CodeForm, labelLike, type QuickCode, readImmutables, writeImmutables } from "./code.ts";

/** Where a world runs, and who may change it. */
export type WorldPlace = { rpcUrl: string; dataDir: string; deploymentFile: string };

/** A contract as it runs now. */
type Running = {
  address: Address;
  /** What it was made with: its address follows from it. */
  creation: Hex;
  /** Undefined when its immutables cannot be told apart: it can only be made anew. */
  form: CodeForm | undefined;
  layout: string;
};

/** Who makes a contract in its constructor: that one is made anew for it. */
const MAKERS: Partial<Record<ContractName, ContractName>> = {
  Sand: "Hourglass",
  Items: "Hourglass",
  Chart: "Hourglass",
  PlayerAccount: "PlayerAccountFactory",
};
export const makerOf = (name: ContractName): ContractName => MAKERS[name] ?? name;

/** Takes over a world that was deployed from some code. */
export async function createLiveWorld(place: WorldPlace, artifacts: Artifacts, baseline: QuickCode) {
  const { rpcUrl, dataDir, deploymentFile } = place;
  const client = createTestClient({ mode: "anvil", transport: http(rpcUrl) }).extend(publicActions);
  /** Code as it was deployed. Undefined where an immutable was optimised away: then none can be told from another. */
  const releasedForm = (name: ContractName): CodeForm | undefined => {
    const { object, immutableReferences } = artifacts[name].deployedBytecode;
    return labelLike(object, immutableReferences, baseline[name]);
  };
  /** Everything that was made, by its address: who goes back to old sources finds it. */
  const known = new Map<Address, Running>();
  const running = {} as Record<ContractName, Running>;
  const worlds = [parseJson<Addresses>(readText(deploymentFile))].filter((world) => world !== undefined);

  /** Makes what is missing of a world: what is made anew, and all that holds an address of it. */
  const make = async (anew: ReadonlySet<ContractName>, latest: QuickCode): Promise<Addresses> => {
    const isDeployed = (name: ContractName) => latest[makerOf(name)].creation === baseline[makerOf(name)].creation;
    const newest = (name: ContractName) => (isDeployed(name) ? artifacts[name].bytecode.object : latest[name].creation);
    const made = await makeWorld(rpcUrl, (name, args) => {
      const now = running[name];
      const stays = !anew.has(name) && now && addressOfCreation(now.creation, args) === now.address;
      return stays ? now.creation : newest(name);
    });
    for (const name of contractNames) {
      const address = made.places[name];
      if (address === running[name]?.address) continue;
      // What a constructor makes comes with the code that its maker was compiled with.
      const form = isDeployed(name) ? releasedForm(name) : latest[name];
      const { layout } = (isDeployed(name) ? baseline : latest)[name];
      const next = known.get(address) ?? { address, creation: newest(name), form, layout };
      known.set(address, next);
      running[name] = next;
    }
    return made.addresses;
  };

  /** The code that shall run: what was deployed, where the sources are as they were then. Undefined: what runs stays. */
  const targetOf = (name: ContractName, latest: QuickCode): CodeForm | undefined =>
    latest[name].code === baseline[name].code ? releasedForm(name) : latest[name];

  const swapIn = async (name: ContractName, target: CodeForm | undefined): Promise<boolean> => {
    const now = running[name];
    if (!target || now.form?.code === target.code) return false;
    const live = (await client.getCode({ address: now.address })) ?? "0x";
    // A chain that was killed may have come back with the code of before.
    const [values] = [now.form, releasedForm(name)].flatMap((form) => (form && readImmutables(live, form)) ?? []);
    if (!values) throw new Error(`Other code runs as ${name} than was put there.`);
    const bytecode = writeImmutables(target, values);
    keepOriginal(dataDir, now.address, live);
    await client.setCode({ address: now.address, bytecode });
    now.form = target;
    return true;
  };

  await make(new Set(), baseline);
  return {
    /** Contracts that run code that is not optimised. */
    swapped: () => contractNames.filter((name) => running[name].form?.code !== releasedForm(name)?.code),
    /**
     * Brings code onto the chain: behind the same address where storage and immutables are the same, else in a new world.
     * @returns What runs other code behind its address now, and why contracts were made anew.
     */
    bringIn: async (affected: readonly ContractName[], latest: QuickCode) => {
      const fresh = affected.flatMap((name) => {
        const now = running[name];
        const form = targetOf(name, latest) ?? now.form ?? latest[name];
        const reason = whyFresh(now, { layout: latest[name].layout, form });
        return reason ? [{ name, reason: `${name}: ${reason}` }] : [];
      });
      if (fresh.length > 0) {
        const made = await make(new Set(fresh.map(({ name }) => makerOf(name))), latest);
        // A world that was there before keeps its first block, and so its identity.
        const world = worlds.find((before) => movedIn(before, made).length === 0) ?? made;
        worlds.push(world);
        writeWhole(deploymentFile, `${JSON.stringify(world, null, 2)}\n`);
      }
      const swapped: ContractName[] = [];
      for (const name of fresh.length > 0 ? contractNames : affected) {
        if (await swapIn(name, targetOf(name, latest))) swapped.push(name);
      }
      return { swapped, fresh: fresh.map(({ reason }) => reason) };
    },
  };
}

/** Why code cannot run where other code does; undefined when it can. */
function whyFresh(now: Running, next: { layout: string; form: CodeForm }): string | undefined {
  if (now.layout !== next.layout) return "its storage has another layout";
  if (now.form?.code === next.form.code) return undefined;
  if (!now.form) return "its immutables cannot be told apart in the code that runs";
  const labels = ({ immutables }: CodeForm) => immutables.map(({ label }) => label).sort();
  return labels(now.form).join() === labels(next.form).join() ? undefined : "it has other immutables";
}

/** Code by address. Beside the chain that it is on: they are erased together. */
type Originals = Record<Address, Hex>;
const originalsOf = (dataDir: string) => path.join(chainFolder(dataDir), "swapped.json");
const readOriginals = (dataDir: string) => parseJson<Originals>(readText(originalsOf(dataDir))) ?? {};

/** Keeps the code that an address was deployed with, before its first swap; what is kept already stays. */
function keepOriginal(dataDir: string, address: Address, code: Hex): void {
  writeWhole(originalsOf(dataDir), JSON.stringify({ [address]: code, ...readOriginals(dataDir) }, null, 2));
}

/**
 * Puts back what was swapped out in an earlier run: a world that continues runs what was deployed, and whether its sources are
 * still the same is then looked at.
 */
export async function restoreSwapped(dataDir: string, rpcUrl: string): Promise<void> {
  const client = createTestClient({ mode: "anvil", transport: http(rpcUrl) });
  for (const [address, bytecode] of Object.entries(readOriginals(dataDir)) as [Address, Hex][]) {
    await client.setCode({ address, bytecode });
  }
  rmSync(originalsOf(dataDir), { force: true });
}

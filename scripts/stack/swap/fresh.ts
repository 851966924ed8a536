import { type Address, concatHex, type Hex } from "viem";
import type { Addresses } from "../deployed.ts";
import { type ContractName, contractNames } from "../solidity/contractTable.ts";
import type { Artifacts } from "../solidity/release.ts";
import { addressOfCreation, makeWorld } from "../world/make.ts";
import type { CodeForm } from "./immutables.ts";
import type { QuickCode } from "./quick.ts";

/** A contract as it runs now. */
export type Running = {
  address: Address;
  /** What it was made with: its address follows from it. */
  creation: Hex;
  /** Undefined when its immutables cannot be told apart: it can only be made anew. */
  form: CodeForm | undefined;
  layout: string;
  /** What it made in its constructor. */
  parts: Map<ContractName, Running>;
};

/** Who makes a contract in its constructor: that one is made anew for it. */
export const MAKERS: Partial<Record<ContractName, ContractName>> = {
  Sand: "Hourglass",
  Items: "Hourglass",
  PlayerAccount: "PlayerAccountFactory",
};

type FreshOptions = {
  rpcUrl: string;
  artifacts: Artifacts;
  baseline: QuickCode;
  latest: QuickCode;
  releasedForm: (name: ContractName) => CodeForm | undefined;
  /** Is brought up to date. */
  running: Record<ContractName, Running>;
  /** Every place that a contract ran at; is added to. */
  known: Known;
};

export type Known = Map<Address, Running & { name: ContractName }>;

/**
 * Why code cannot run where other code does.
 * @returns Undefined when it can.
 */
export function whyFresh(now: Running, next: { layout: string; form: CodeForm }): string | undefined {
  if (now.layout !== next.layout) return "its storage has another layout";
  if (now.form?.code === next.form.code) return undefined;
  if (!now.form) return "its immutables cannot be told apart in the code that runs";
  const labels = ({ immutables }: CodeForm) => immutables.map(({ label }) => label).sort();
  return labels(now.form).join() === labels(next.form).join() ? undefined : "it has other immutables";
}

/** Makes contracts anew, and with them all that hold their address; what holds none of them stays where it is. */
export async function makeFresh(options: FreshOptions, names: readonly ContractName[]): Promise<Addresses> {
  const { rpcUrl, artifacts, baseline, latest, releasedForm, running, known } = options;
  const anew = new Set(names.map((name) => MAKERS[name] ?? name));
  const newest = (name: ContractName): Hex => {
    const [quick, before] = [latest[name], baseline[name]];
    return quick.creation === before.creation ? artifacts[name].bytecode.object : quick.creation;
  };
  const chosen: Partial<Record<ContractName, Hex>> = {};
  const choose = (name: ContractName, args: Hex): Hex => {
    const now = running[name];
    const isAt = (place: Running) => addressOfCreation(concatHex([place.creation, args])) === place.address;
    const fits = (part: ContractName, place: Running): boolean => {
      const quick = latest[part];
      const isFine = whyFresh(place, { layout: quick.layout, form: quick }) === undefined;
      return isFine && [...place.parts].every(([each, at]) => fits(each, at));
    };
    // Who goes back to old storage finds it.
    const before = [...known.values()].find((place) => place.name === name && isAt(place) && fits(name, place));
    const creation = !anew.has(name) && isAt(now) ? now.creation : (before?.creation ?? newest(name));
    chosen[name] = creation;
    return creation;
  };
  const { addresses, places } = await makeWorld(rpcUrl, choose);
  for (const name of contractNames) {
    const address = places[name];
    if (address === running[name].address) continue;
    // What a constructor makes comes with the code that its maker was compiled with.
    const maker = MAKERS[name] ?? name;
    const creation = chosen[maker] ?? newest(maker);
    const isQuick = creation !== artifacts[maker].bytecode.object;
    const form = isQuick ? latest[name] : releasedForm(name);
    const { layout } = (isQuick ? latest : baseline)[name];
    const next = known.get(address) ?? { name, address, creation, form, layout, parts: new Map() };
    known.set(address, next);
    running[name] = next;
  }
  linkParts(running);
  return addresses;
}

/** Notes who made whom. */
export function linkParts(running: Record<ContractName, Running>): void {
  for (const [part, maker] of Object.entries(MAKERS) as [ContractName, ContractName][]) {
    running[maker].parts.set(part, running[part]);
  }
}

import { foundryBinary } from "../foundry.ts";
import { run } from "../run.ts";

/** What foundry.toml says about compiling, by forge's own names. */
export type Profile = {
  remappings: readonly string[];
  optimizer: boolean;
  optimizer_runs: number;
  evm_version: string;
  via_ir: boolean;
};

/** Reads a profile of foundry.toml as forge understands it. */
export async function readProfile(name: string, signal?: AbortSignal): Promise<Profile> {
  const text = await run(foundryBinary("forge"), ["config", "--json"], {
    env: { FOUNDRY_PROFILE: name },
    ...(signal ? { signal } : {}),
  });
  return JSON.parse(text);
}

/** Settings that give the code that forge gives. */
export function toSettings({ remappings, optimizer, optimizer_runs, evm_version, via_ir }: Profile) {
  return {
    remappings: [...remappings],
    optimizer: { enabled: optimizer, runs: optimizer_runs },
    evmVersion: evm_version,
    viaIR: via_ir,
    metadata: { useLiteralContent: false, bytecodeHash: "ipfs", appendCBOR: true },
  };
}

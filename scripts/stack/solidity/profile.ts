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

/** Reads the profile `release` of foundry.toml as forge understands it. */
export async function readProfile(signal?: AbortSignal): Promise<Profile> {
  const env = { FOUNDRY_PROFILE: "release" };
  return JSON.parse(await run(foundryBinary("forge"), ["config", "--json"], { env, signal }));
}

/**
 * The optimiser, left out but for what keeps inline assembly within the stack: the same rules in a fraction of the compiling
 * time, and in more gas. foundry.toml has the same as its profile `quick`. Without metadata, so that a changed comment changes
 * no code.
 */
export const quickSettings = {
  optimizer: {
    runs: 200,
    details: { peephole: true, jumpdestRemover: true, yul: true, yulDetails: { optimizerSteps: "dhfoDgvulfnTU:" } },
  },
  metadata: { bytecodeHash: "none", appendCBOR: false },
};

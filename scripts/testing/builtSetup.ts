import { refuseMissingBuild } from "../stack/parts.ts";
import { buildContracts } from "../stack/solidity/release.ts";

/** What tests of the production build read: the build itself, which they do not make, and what the chain gets. */
export default async function setup(): Promise<void> {
  refuseMissingBuild(true);
  await buildContracts();
}

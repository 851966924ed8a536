import { foundryBinary } from "../stack/foundry.ts";
import { generatePrismaClient } from "../stack/prismaClient.ts";
import { run } from "../stack/run.ts";
import { buildContracts } from "../stack/solidity/release.ts";

/** What integration tests read and nobody commits: contract artifacts (of two test contracts too) and the database client. */
export default async function setup(): Promise<void> {
  await generatePrismaClient();
  await buildContracts();
  const contracts = ["test/support/Target", "test/support/VisitorBook"];
  await run(foundryBinary("forge"), ["build", ...contracts.map((name) => `contracts/${name}.sol`)]);
}

import { buildContracts } from "../stack/contracts.ts";
import { foundryBinary } from "../stack/foundry.ts";
import { generatePrismaClient } from "../stack/prismaClient.ts";
import { run } from "../stack/run.ts";

/** What integration tests read and nobody commits: contract artifacts (of one test contract too) and the database client. */
export default async function setup(): Promise<void> {
  await generatePrismaClient();
  await buildContracts();
  await run(foundryBinary("forge"), ["build", "contracts/test/support/Target.sol"]);
}

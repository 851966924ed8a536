// npm run gas: measures, and writes contracts/snapshots anew.
import { buildContracts } from "../stack/contracts.ts";
import { foundryBinary } from "../stack/foundry.ts";
import { stream } from "./stream.ts";

await buildContracts();
const { exitCode } = await stream(foundryBinary("forge"), ["test", "--match-path", "contracts/test/gas/*"]);
process.exitCode = exitCode;

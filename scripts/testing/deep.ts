// npm run test:deep: first what takes minutes (vitest's project `deep`), then the contracts under the deep profile of
// foundry.toml, which takes hours: 200 minutes on two cores. What is said goes to forge, alone (`-- --match-path 'contracts/test/invariants/*'`).
import { randomBytes } from "node:crypto";
import { foundryBinary } from "../stack/foundry.ts";
import { writeSequences } from "../vectors/renderSequences.ts";
import { writeGrants } from "../vectors/writeGrants.ts";
import { bin } from "./bin.ts";
import { stream } from "./stream.ts";

const selection = process.argv.slice(2);
/** New inputs each time; FOUNDRY_FUZZ_SEED draws those of an earlier run again. */
const seed = process.env.FOUNDRY_FUZZ_SEED ?? `0x${randomBytes(32).toString("hex")}`;

const vitest = [bin("vitest"), "run", "--project", "deep"];
const minutes = selection.length === 0 ? await stream(process.execPath, vitest) : undefined;
writeSequences();
writeGrants();
console.log(`Seed ${seed}.`);
const env = { FOUNDRY_PROFILE: "deep", FOUNDRY_FUZZ_SEED: seed };
const hours = await stream(foundryBinary("forge"), ["test", "-vv", ...selection], env);
process.exitCode = minutes?.exitCode || hours.exitCode;

// npm run test:deep: first what takes minutes (vitest's project `deep`), then the contracts under the deep profile of
// foundry.toml, which takes hours: 200 minutes on two cores. What is said goes to forge, alone (`-- --match-path 'contracts/test/invariants/*'`).
import { randomBytes } from "node:crypto";
import { runShown } from "../setup/apt.ts";
import { foundryBinary } from "../stack/foundry.ts";
import { bin } from "../stack/paths.ts";
import { writeSequences } from "../vectors/renderSequences.ts";
import { writeGrants } from "../vectors/writeGrants.ts";

const selection = process.argv.slice(2);
const passed = selection.length > 0 || runShown(process.execPath, bin("vitest"), "run", "--project", "deep");
writeSequences();
writeGrants();
/** New inputs each time; FOUNDRY_FUZZ_SEED draws those of an earlier run again. */
process.env.FOUNDRY_FUZZ_SEED ??= `0x${randomBytes(32).toString("hex")}`;
process.env.FOUNDRY_PROFILE = "deep";
console.log(`Seed ${process.env.FOUNDRY_FUZZ_SEED}.`);
process.exitCode = runShown(foundryBinary("forge"), "test", "-vv", ...selection) && passed ? 0 : 1;

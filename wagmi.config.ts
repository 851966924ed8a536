import { defineConfig } from "@wagmi/cli";
import { foundry } from "@wagmi/cli/plugins";

/** ABIs of the named contracts, from what forge compiled (npm run contracts:abi compiles first). */
const abis = (out: string, names: readonly string[]) => ({
  out,
  plugins: [
    foundry({
      project: ".",
      artifacts: "contracts/out/release",
      include: names.map((name) => `${name}.sol/${name}.json`),
      forge: { build: false, rebuild: false },
    }),
  ],
});

// Two files, because the session kit is made to be lifted: it must not know the game.
export default defineConfig([
  abis("session/generated/abis.ts", [
    "GrantReader",
    "P256Sha256Verifier",
    "PlayerAccount",
    "PlayerAccountFactory",
    "SessionPaymaster",
    "SessionValidator",
  ]),
  abis("app/_chain/generated/abis.ts", ["Bazaar", "Hourglass", "Items", "Sand"]),
]);

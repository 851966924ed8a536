import { expect, test } from "vitest";
import { HEAD, renderImportTable } from "./importTable";

const override = (includes: string[], group: string[]) => ({
  includes,
  linter: { rules: { style: { noRestrictedImports: { options: { patterns: [{ group, message: "" }] } } } } },
});

test("each row of the law is a row of the table, and nothing else is", () => {
  const config = {
    overrides: [
      override(
        ["game/**", "!game/rules/**", "!**/*.test.ts"],
        ["**", "!./**", "!../**", "!@/game/**", "!phaser", "!phaser/**"],
      ),
      override(
        ["app/api/**", "!**/*.test.ts"],
        ["**", "!@/app/**", "**/_server/**", "**/_server", "**/testing/**", "**/test*"],
      ),
      { includes: ["scripts/**"] },
    ],
  };
  expect(renderImportTable(JSON.stringify(config))).toBe(
    `${HEAD}| the rest of \`game/\` | \`game/\`, \`phaser\` |\n| \`app/api/\` | \`app/\`; never \`_server\` |\n`,
  );
});

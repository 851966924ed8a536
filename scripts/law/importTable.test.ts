import { expect, test } from "vitest";
import { HEAD, renderImportTable } from "./importTable";

const override = (includes: string[], group: string[]) => ({
  includes,
  linter: { rules: { style: { noRestrictedImports: { options: { patterns: [{ group, message: "" }] } } } } },
});

test("each row of the law is a row of the table, and nothing else is", () => {
  const config = {
    overrides: [
      override(["game/**"], ["**", "!./**", "!../**", "!@/game/**", "!phaser", "!phaser/**"]),
      override(["game/api/**"], ["**", "!@/app/**", "**/_server/**", "**/_server", "**/testing/**", "**/test*"]),
      { includes: ["**/*.test.ts"], linter: { rules: { style: { noRestrictedImports: "off" } } } },
    ],
  };
  expect(renderImportTable(JSON.stringify(config))).toBe(
    `${HEAD}| the rest of \`game/\` | \`game/\`, \`phaser\` |\n| \`game/api/\` | \`app/\`; never \`_server\` |\n`,
  );
});

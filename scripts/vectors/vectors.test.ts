import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { sessionFunctions } from "../../game/rules/sessionFunctions";
import { fromRoot } from "../stack/paths";
import { vectorFiles } from "./vectorFiles";

test.each(Object.entries(vectorFiles))("game/rules/vectors/%s is what the rules say", (name, render) => {
  const written = readFileSync(fromRoot("game/rules/vectors", name), "utf8");
  // Compared as a whole: a diff of 600 kB would hide the message.
  expect(written === render(), "differs; run npm run vectors").toBe(true);
  expect(written.length).toBeLessThan(650_000);
});

const folder = fromRoot("contracts/test/game");
const tests = readdirSync(folder)
  .filter((name) => name.endsWith(".t.sol"))
  .map((name) => readFileSync(`${folder}/${name}`, "utf8"))
  .join("\n");

test.each(sessionFunctions.map(({ functionSignature }) => functionSignature))(
  "the gas limit of %s is held by a test of contracts/test/game",
  (functionSignature) => {
    expect(tests.includes(`_holds("${functionSignature}"`), "no test calls _holds with it (callGas.t.sol)").toBe(true);
  },
);

import { expect, test } from "vitest";
import { readExplorer } from "./explorer";

test("a public chain has the explorer of its definition; a chain of one machine, or of nobody, has none", async () => {
  expect(await readExplorer(1)).toBe("https://etherscan.io");
  expect(await readExplorer(84_532)).toBe("https://sepolia.basescan.org");
  expect(await readExplorer(31_337)).toBeUndefined();
  expect(await readExplorer(2_147_483_001)).toBeUndefined();
});

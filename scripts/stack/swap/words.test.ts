import { expect, test } from "vitest";
import type { SwapResult } from "./swapper";
import { describeSwap, describeTrouble } from "./words";

const done: SwapResult = {
  ...{ kind: "swapped", files: ["contracts/src/game/Hourglass.sol"], swapped: ["Hourglass"], fresh: [] },
  ...{ constructors: [], abis: ["app/_chain/generated/abis.ts"], compileMs: 1_960 },
};

test("a swap says how long it took, what was written, and that gas figures are false", () => {
  expect(describeSwap(done, 2_210, ["Hourglass"])).toEqual([
    "✓ contracts/src/game/Hourglass.sol: Hourglass swapped in after 2.2 s (compiled in 2.0 s).",
    "  ABIs written: app/_chain/generated/abis.ts",
    "  Not optimised until the next start: Hourglass. Gas figures are false, and gas limits twice as wide.",
  ]);
});

test("a new world says why, and all as it was deployed says that limits are the measured ones", () => {
  const lines = describeSwap({ ...done, fresh: ["Hourglass: its storage has another layout"], abis: [] }, 3_000, []);
  expect(lines[0]).toContain("a new world after 3.0 s");
  expect(lines[1]).toContain("Hourglass: its storage has another layout");
  expect(lines.at(-1)).toBe("  All contracts run as they are deployed; gas limits are the measured ones again.");
});

test("what does not compile keeps the compiler's words in the terminal, and its first ones and the place on the page", () => {
  const message =
    "DeclarationError: Undeclared identifier.\n  --> contracts/src/game/Sand.sol:26:63:\n   |\n26 | zwölf\n";
  const files = ["contracts/src/game/Sand.sol"];
  expect(describeSwap({ kind: "wrong", files, message }, 1, [])).toEqual([
    `✗ contracts/src/game/Sand.sol does not compile; what ran before still runs.\n${message}`,
  ]);
  expect(describeTrouble(files, message)).toBe(
    "contracts/src/game/Sand.sol does not run yet. DeclarationError: Undeclared identifier. (contracts/src/game/Sand.sol:26:63)",
  );
  expect(describeTrouble(["game/rules/table.ts"], "item row 0 has id 2\n  at somewhere")).toBe(
    "game/rules/table.ts does not run yet. item row 0 has id 2",
  );
});

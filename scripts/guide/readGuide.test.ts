import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { fromRoot } from "../stack/paths";
import { applyStep, findFaults, MOST_FILES, readFiles, readGuide } from "./readGuide";

const guide = readFileSync(fromRoot("docs/make-your-own-game.md"), "utf8");
test("the guide ends with checks", () => {
  const last = readGuide(guide).at(-1);
  expect(last?.do === "run" && last.commands.some((command) => command.includes("forge test"))).toBe(true);
});

test.each([
  ["a line that is gone", { do: "insert", file: "a.ts", anchor: "gone", text: "x\n" } as const, "0 times"],
  ["a line that is there twice", { do: "insert", file: "a.ts", anchor: "twice", text: "x\n" } as const, "2 times"],
  ["a new file that is there", { do: "create", file: "a.ts", text: "x\n" } as const, "there already"],
])("%s is reported", (_, step, message) => {
  expect(() => applyStep(step, "twice\n  twice\n")).toThrow(message);
});

test("a block that belongs nowhere is reported", () => {
  expect(() => readGuide("Some words.\n\n```ts\nx\n```\n")).toThrow("says nothing of where it belongs");
});

test("a line goes before its anchor, or in its place", () => {
  const at = { file: "a.ts", anchor: "b", text: "new\n" };
  expect(applyStep({ do: "insert", ...at }, "a\n  b\nc")).toBe("a\nnew\n  b\nc");
  expect(applyStep({ do: "replace", ...at }, "a\n  b\nc")).toBe("a\nnew\nc");
});

test("a page without a table is not taken for one that names nothing", () => {
  expect(() => readFiles("# A page\n")).toThrow("no table of files");
});

test.each([
  ["a file that is not told", ["a.ts", "b.ts"], ["a.ts"], "b.ts changed"],
  ["a file that did not change", ["a.ts"], ["a.ts", "b.ts"], "b.ts stands"],
])("%s is reported", (_, changed, told, fault) => {
  expect(findFaults(changed, told)).toEqual([expect.stringContaining(fault)]);
});

test("one file too many is reported, though it is told", () => {
  const files = Array.from({ length: MOST_FILES + 1 }, (_, index) => `${index}.ts`);
  expect(findFaults(files, files)).toEqual([expect.stringContaining("touches 10 files; allowed are 9")]);
  expect(findFaults(files.slice(1), files.slice(1))).toEqual([]);
});

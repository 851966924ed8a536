import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { fromRoot } from "../stack/paths";
import { applyStep, readGuide } from "./readGuide";

const steps = readGuide(readFileSync(fromRoot("docs/make-your-own-game.md"), "utf8"));

test("every place that the guide names is there, once", () => {
  const files = new Map<string, string>();
  const read = (file: string) =>
    files.get(file) ?? (existsSync(fromRoot(file)) ? readFileSync(fromRoot(file), "utf8") : undefined);
  for (const step of steps) if (step.do !== "run") files.set(step.file, applyStep(step, read(step.file)));
  expect(files.size).toBeGreaterThan(10);
});

test("the guide ends with checks", () => {
  const last = steps.at(-1);
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

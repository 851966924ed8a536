import { expect, test } from "vitest";
import { type RunPart, runPlan } from "./plan";
import type { Show } from "./stream";
import type { Tally } from "./tally";

const plan = [[["first"]], [["left", "later"], ["right"]]] as const;
type Name = "first" | "left" | "later" | "right";

const passes = async (show: Show): Promise<Tally> => {
  show("fine\n");
  return { passed: 2, failed: 0 };
};

async function run(changed: Partial<Record<Name, RunPart>>, chosen: Partial<Record<Name, string[]>> = {}) {
  let output = "";
  const parts = { first: passes, left: passes, later: passes, right: passes, ...changed };
  const exitCode = await runPlan(plan, parts, new Map(Object.entries(chosen)) as Map<Name, string[]>, (text) => {
    output += text;
  });
  return { output, exitCode };
}

test("all parts run, and the end says what came of each", async () => {
  const { output, exitCode } = await run({});
  expect(exitCode).toBe(0);
  for (const name of ["first", "left", "later", "right"]) {
    expect(output).toMatch(new RegExp(`✓ ${name} +2 passed, 0 failed +0 s`));
  }
  expect(output.endsWith("8 passed, 0 failed\n")).toBe(true);
});

test("what failed shows its last lines once more at the end, and the rest still runs", async () => {
  const { output, exitCode } = await run({
    left: async (show) => {
      show(`${Array.from({ length: 100 }, (_, line) => `line ${line}`).join("\n")}\n`);
      return { passed: 0, failed: 1 };
    },
    right: async () => {
      throw new Error("could not start");
    },
  });
  expect(exitCode).toBe(1);
  const end = output.slice(output.indexOf("✗ left, its last lines:"));
  expect(end).toContain("line 99");
  expect(end).not.toContain("line 39\n");
  expect(end).toContain("✗ right, its last lines:\ncould not start");
  expect(end).toMatch(/✓ later +2 passed/);
  expect(end.endsWith("4 passed, 2 failed\n")).toBe(true);
});

test("lanes run side by side without mixing what they show; the parts of a lane one after the other", async () => {
  let resolve = () => {};
  const rightShowed = new Promise<void>((done) => {
    resolve = done;
  });
  const order: string[] = [];
  const { output } = await run({
    left: async (show) => {
      show("left begins\n");
      await rightShowed;
      show("left ends\n");
      order.push("left");
      return { passed: 1, failed: 0 };
    },
    later: async () => {
      order.push("later");
      return { passed: 1, failed: 0 };
    },
    right: async (show) => {
      show("right\n");
      resolve();
      return { passed: 1, failed: 0 };
    },
  });
  expect(order).toEqual(["left", "later"]);
  expect(output).toContain("left begins\nleft ends\n");
});

test("only what is chosen runs, and is told which files", async () => {
  const told: (readonly string[])[] = [];
  const later: RunPart = async (_, files) => {
    told.push(files);
    return { passed: 2, failed: 0 };
  };
  const { output } = await run({ later }, { later: ["a.test.ts"] });
  expect(output).not.toContain("first");
  expect(output.endsWith("2 passed, 0 failed\n")).toBe(true);
  await run({ later });
  expect(told).toEqual([["a.test.ts"], []]);
});

import { EventEmitter, once } from "node:events";
import { expect, test } from "vitest";
import type { Show } from "../stack/run";
import { type Options, runPlan } from "./plan";
import type { Tally } from "./tally";

const plan = [[["first"]], [["left", "later"], ["right"]]] as const;
type Name = "first" | "left" | "later" | "right";
type Run = (show: Show) => Promise<Tally>;

const passes: Run = async (show) => {
  show("fine\n");
  return { passed: 2, failed: 0 };
};

async function run(changed: Partial<Record<Name, Run>>, options: Options<Name> = {}) {
  let output = "";
  const print: Show = (text) => {
    output += text;
  };
  const runPart = (name: Name, show: Show) => (changed[name] ?? passes)(show);
  return { total: await runPlan(plan, runPart, { ...options, print }), output: () => output };
}

test("all parts run, and the end says what came of each", async () => {
  const { output, total } = await run({});
  expect(total).toEqual({ passed: 8, failed: 0 });
  for (const name of ["first", "left", "later", "right"]) {
    expect(output()).toMatch(new RegExp(`✓ ${name} +2 passed, 0 failed +0 s`));
  }
  expect(output().endsWith("8 passed, 0 failed\n")).toBe(true);
});

const fails: Partial<Record<Name, Run>> = {
  left: async (show) => {
    show(`${Array.from({ length: 100 }, (_, line) => `line ${line}`).join("\n")}\n`);
    return { passed: 0, failed: 1 };
  },
  right: () => Promise.reject(new Error("could not start")),
};

test("what failed shows its last lines once more at the end, and the rest still runs", async () => {
  const { output, total } = await run(fails);
  expect(total).toEqual({ passed: 4, failed: 2 });
  const end = output().slice(output().indexOf("✗ left, its last lines:"));
  expect(end).toContain("line 99");
  expect(end).not.toContain("line 39\n");
  expect(end).toContain("✗ right, its last lines:\ncould not start");
  expect(end).toMatch(/✓ later +2 passed/);
});

test("in brief, what is fine is one line, and what is wrong is shown whole, once", async () => {
  const { output, total } = await run(fails, { isBrief: true });
  expect(total.failed).toBe(2);
  expect(output()).toContain("✓ first (0 s)\n");
  expect(output()).not.toContain("fine");
  expect(output()).toContain("✗ right (0 s)\ncould not start\n");
  expect(output().match(/^line 0$/gm)).toHaveLength(1);
});

test("lanes run side by side without mixing what they show; the parts of a lane one after the other", async () => {
  const showed = new EventEmitter();
  const rightShowed = once(showed, "right");
  const order: string[] = [];
  const tells =
    (name: string, doing: (show: Show) => Promise<void> | void = () => {}): Run =>
    async (show) => {
      await doing(show);
      order.push(name);
      return { passed: 1, failed: 0 };
    };
  const left = tells("left", async (show) => {
    show("left begins\n");
    await rightShowed;
    show("left ends\n");
  });
  const right: Run = async (show) => {
    show("right\n");
    showed.emit("right");
    return { passed: 1, failed: 0 };
  };
  const { output } = await run({ left, later: tells("later"), right });
  expect(order).toEqual(["left", "later"]);
  expect(output()).toContain("left begins\nleft ends\n");
});

test("only what is chosen runs", async () => {
  const { output, total } = await run({}, { isChosen: (name) => name === "later" });
  expect(output()).not.toContain("first");
  expect(total.passed).toBe(2);
});

import { expect, test } from "vitest";
import { runSteps } from "./runSteps";
import type { RunStep, Step } from "./steps";

const step = (name: string, run: RunStep = async () => true, ending = ""): Step => ({
  name,
  run,
  isAbout: (file) => file.endsWith(ending),
});

async function check(lanes: Step[][], changed?: string[]) {
  let output = "";
  const result = await runSteps(lanes, changed, (text) => {
    output += text;
  });
  return { ...result, output: output.replace(/\(\d+\.\d s\)/g, "(0 s)") };
}

test("what is fine is one line, what is wrong is shown whole, and the rest still runs", async () => {
  const bad: RunStep = async (show) => {
    show("left ");
    await Promise.resolve();
    show("out\n");
    return false;
  };
  const broken: RunStep = () => Promise.reject(new Error("could not start"));
  const { passed, failed, output } = await check([
    [step("one"), step("two", bad), step("three")],
    [step("four", broken)],
  ]);
  expect(passed).toBe(2);
  expect(failed.sort()).toEqual(["four", "two"]);
  expect(output).toContain("✓ one (0 s)\n");
  expect(output).toContain("✗ two (0 s)\nleft out\n");
  expect(output).toContain("✗ four (0 s)\ncould not start\n");
  expect(output).toContain("✓ three (0 s)\n");
});

test("lanes run side by side, steps of a lane one after the other", async () => {
  const order: string[] = [];
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  const waits: RunStep = async () => {
    await opened;
    order.push("waits");
    return true;
  };
  const opens: RunStep = async () => {
    open();
    return true;
  };
  const after: RunStep = async () => {
    order.push("after");
    return true;
  };
  const { passed } = await check([[step("a", waits), step("b", after)], [step("c", opens)]]);
  expect(passed).toBe(3);
  expect(order).toEqual(["waits", "after"]);
});

test("of changed files only the steps run that are about them, and are told which", async () => {
  const told: (readonly string[])[] = [];
  const tells: RunStep = async (_, files) => {
    told.push(files);
    return true;
  };
  const lanes = [[step("solidity", tells, ".sol"), step("code", tells, ".ts"), step("text", tells, ".md")]];
  expect((await check(lanes, ["a.sol", "b.ts", "c.sol"])).passed).toBe(2);
  expect((await check(lanes)).passed).toBe(3);
  expect(told).toEqual([["a.sol", "c.sol"], ["b.ts"], [], [], []]);
});

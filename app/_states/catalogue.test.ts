import { readFileSync } from "node:fs";
import { expect, test, vi } from "vitest";
import { fromRoot } from "@/scripts/stack/paths";
import { catalogue } from "./catalogue";
import { sizes } from "./sizes";
import { runningHour } from "./still";

const states = catalogue.flatMap((group) => group.states);

test("every state has an address of its own", () => {
  const names = states.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  for (const name of names) expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/);
});

test.each(["usual", "large"] as const)("every state can be made of %s facts", (size) => {
  vi.stubGlobal("location", { origin: "http://localhost" });
  const hour = runningHour(sizes[size]);
  for (const { name, knows, draw } of states) {
    const still = { ...hour, ...knows?.(sizes[size]) };
    expect(still.page.phase, name).toBeTruthy();
    expect(draw(sizes[size]), name).toBeTruthy();
  }
  vi.unstubAllGlobals();
});

test("every state that docs/troubles.md names is in the gallery", () => {
  const named = [...readFileSync(fromRoot("docs/troubles.md"), "utf8").matchAll(/`\/states\/([\w-]+)`/g)];
  const names = named.map(([, name]) => name);
  expect(names.length).toBeGreaterThan(10);
  expect(states.map(({ name }) => name)).toEqual(expect.arrayContaining(names));
});

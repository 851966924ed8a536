import { describe, expect, it } from "vitest";
import { panels, stepPanel } from "./panels";

describe("stepPanel", () => {
  it("goes round all panels, both ways", () => {
    const ids = panels.map(({ id }) => id);
    expect(ids.map((id) => stepPanel(id, 1, false))).toEqual([...ids.slice(1), ids[0]]);
    expect(ids.map((id) => stepPanel(id, -1, false))).toEqual([ids.at(-1), ...ids.slice(0, -1)]);
  });

  it("closes between the last and the first where panels cover the island", () => {
    expect(stepPanel(null, 1, true)).toBe("bag");
    expect(stepPanel("session", 1, true)).toBeNull();
    expect(stepPanel("bag", -1, true)).toBeNull();
    expect(stepPanel(null, -1, true)).toBe("session");
  });
});

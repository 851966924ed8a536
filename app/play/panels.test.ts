import { describe, expect, it } from "vitest";
import { listPanels, stepPanel } from "./panels";

const atCamp = listPanels({ isOut: true, isAtCamp: true });

describe("listPanels", () => {
  it("offers trade, bank and finish at a camp only, and the pack on an expedition only", () => {
    expect(atCamp).toEqual(["trade", "bank", "finish", "pack", "make", "errands", "bazaar", "session"]);
    expect(listPanels({ isOut: true, isAtCamp: false })).toEqual(["pack", "make", "errands", "bazaar", "session"]);
    expect(listPanels({ isOut: false, isAtCamp: false })).toEqual(["bazaar", "session"]);
  });
});

describe("stepPanel", () => {
  it("goes round all panels, both ways", () => {
    expect(atCamp.map((id) => stepPanel(atCamp, id, 1, false))).toEqual([...atCamp.slice(1), atCamp[0]]);
    expect(atCamp.map((id) => stepPanel(atCamp, id, -1, false))).toEqual([atCamp.at(-1), ...atCamp.slice(0, -1)]);
  });

  it("closes between the last and the first where panels cover the island", () => {
    expect(stepPanel(atCamp, null, 1, true)).toBe("trade");
    expect(stepPanel(atCamp, "session", 1, true)).toBeNull();
    expect(stepPanel(atCamp, "trade", -1, true)).toBeNull();
    expect(stepPanel(atCamp, null, -1, true)).toBe("session");
  });
});

import { describe, expect, it } from "vitest";
import { keyTable, readCommand } from "./keyTable";

const plain = { ctrlKey: false, metaKey: false, altKey: false };

describe("readCommand", () => {
  it("walks in each direction with arrows and with letters", () => {
    const directions = Object.values(keyTable).flatMap((command) =>
      command.type === "walk" ? [command.direction] : [],
    );
    for (const direction of ["north", "east", "south", "west"]) {
      expect(directions.filter((other) => other === direction)).toHaveLength(2);
    }
  });

  it("gathers with space and E", () => {
    expect(readCommand({ code: "Space", ...plain })).toEqual({ type: "gather" });
    expect(readCommand({ code: "KeyE", ...plain })).toEqual({ type: "gather" });
  });

  it("leaves shortcuts of the browser alone", () => {
    expect(readCommand({ code: "KeyA", ...plain, ctrlKey: true })).toBeUndefined();
    expect(readCommand({ code: "KeyD", ...plain, metaKey: true })).toBeUndefined();
    expect(readCommand({ code: "ArrowLeft", ...plain, altKey: true })).toBeUndefined();
  });

  it("knows no other keys", () => {
    expect(readCommand({ code: "Tab", ...plain })).toBeUndefined();
  });
});

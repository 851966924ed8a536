import { describe, expect, it } from "vitest";
import type { KeyBindings } from "@/game/ports";
import { createKeyTable, readCommand } from "./keyTable";

const bindings: KeyBindings = {
  north: ["ArrowUp", "KeyW"],
  east: ["ArrowRight", "KeyD"],
  south: ["ArrowDown", "KeyS"],
  west: ["ArrowLeft", "KeyA"],
  gather: ["Space", "KeyE"],
  previousPanel: [],
  nextPanel: ["KeyP"],
  minimap: ["KeyM"],
  mute: ["KeyN"],
};
const table = createKeyTable(bindings);
const plain = { ctrlKey: false, metaKey: false, altKey: false };

describe("readCommand", () => {
  it("finds the command of every key that is bound", () => {
    for (const [command, codes] of Object.entries(bindings)) {
      for (const code of codes) expect(readCommand(table, { code, ...plain })).toBe(command);
    }
  });

  it("leaves shortcuts of the browser alone", () => {
    expect(readCommand(table, { code: "KeyA", ...plain, ctrlKey: true })).toBeUndefined();
    expect(readCommand(table, { code: "KeyD", ...plain, metaKey: true })).toBeUndefined();
    expect(readCommand(table, { code: "ArrowLeft", ...plain, altKey: true })).toBeUndefined();
  });

  it("knows no other keys", () => {
    expect(readCommand(table, { code: "Tab", ...plain })).toBeUndefined();
  });
});

describe("createKeyTable", () => {
  it("gives a key that is named twice to one command only", () => {
    const twice = createKeyTable({ ...bindings, gather: ["KeyW"] });
    expect(twice.get("KeyW")).toBe("north");
  });
});

import { describe, expect, it } from "vitest";
import type { KeyBindings } from "@/game/ports";
import { createKeyTable, readCommand, takesKey } from "./keyTable";

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

describe("takesKey", () => {
  /** What a selector list is asked of: an element of this name, within the others. */
  const focused =
    (...names: string[]) =>
    (selector: string) =>
      selector.split(", ").some((each) => names.includes(each));

  it("leaves a focused button the keys that press it, and the island the others", () => {
    for (const name of ["button", "a[href]", "summary"]) {
      for (const code of ["Enter", "Space"]) expect(takesKey(focused(name), code), `${code} on ${name}`).toBe(true);
      for (const code of ["ArrowUp", "KeyW", "KeyM"])
        expect(takesKey(focused(name), code), `${code} on ${name}`).toBe(false);
    }
  });

  it("leaves a tab its arrows too", () => {
    expect(takesKey(focused("[role=tab]", "button"), "ArrowLeft")).toBe(true);
    expect(takesKey(focused("[role=tab]", "button"), "KeyA")).toBe(false);
  });

  it("leaves what is typed into, and what lies over the island, every key", () => {
    for (const name of ["input", "select", "textarea"]) expect(takesKey(focused(name), "KeyW"), name).toBe(true);
    expect(takesKey(focused("button", "[role=dialog]"), "KeyW"), "a button of a dialog").toBe(true);
  });

  it("takes nothing from the island itself", () => {
    expect(takesKey(focused(), "Space")).toBe(false);
  });
});

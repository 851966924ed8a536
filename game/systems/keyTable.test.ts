import { describe, expect, it } from "vitest";
import { defaultKeys } from "@/app/_settings/keys";
import type { KeyBindings } from "@/game/ports";
import { createKeyTable, readCommand, takesKey } from "./keyTable";

const bindings: KeyBindings = { ...defaultKeys, previousPanel: [] };
const table = createKeyTable(bindings);
const plain = { ctrlKey: false, metaKey: false, altKey: false };

describe("readCommand", () => {
  it("finds the command of every bound key", () => {
    for (const [command, codes] of Object.entries(bindings)) {
      for (const code of codes) expect(readCommand(table, { code, ...plain })).toBe(command);
    }
  });

  it("leaves browser shortcuts alone", () => {
    expect(readCommand(table, { code: "KeyA", ...plain, ctrlKey: true })).toBeUndefined();
    expect(readCommand(table, { code: "KeyD", ...plain, metaKey: true })).toBeUndefined();
    expect(readCommand(table, { code: "ArrowLeft", ...plain, altKey: true })).toBeUndefined();
  });

  it("ignores other keys", () => {
    expect(readCommand(table, { code: "Tab", ...plain })).toBeUndefined();
  });
});

describe("createKeyTable", () => {
  it("gives a key that is bound twice to one command only", () => {
    const twice = createKeyTable({ ...bindings, gather: ["KeyW"] });
    expect(twice.get("KeyW")).toBe("north");
  });
});

describe("takesKey", () => {
  /** For selector lists: a focused element of this name, within the others. */
  const focused =
    (...names: string[]) =>
    (selector: string) =>
      selector.split(", ").some((each) => names.includes(each));

  it("leaves a focused button the keys that press it; the island gets the others", () => {
    for (const name of ["button", "a[href]", "summary"]) {
      for (const code of ["Enter", "Space"]) expect(takesKey(focused(name), code), `${code} on ${name}`).toBe(true);
      for (const code of ["ArrowUp", "KeyW", "KeyM"])
        expect(takesKey(focused(name), code), `${code} on ${name}`).toBe(false);
    }
  });

  it("also leaves a tab its arrow keys", () => {
    expect(takesKey(focused("[role=tab]", "button"), "ArrowLeft")).toBe(true);
    expect(takesKey(focused("[role=tab]", "button"), "KeyA")).toBe(false);
  });

  it("leaves every key to text fields and to what is shown over the island", () => {
    for (const name of ["input", "select", "textarea"]) expect(takesKey(focused(name), "KeyW"), name).toBe(true);
    expect(takesKey(focused("button", "[role=dialog]"), "KeyW"), "a button of a dialog").toBe(true);
  });

  it("leaves the island all keys when nothing else has the focus", () => {
    expect(takesKey(focused(), "Space")).toBe(false);
  });
});

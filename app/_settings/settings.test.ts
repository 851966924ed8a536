import { describe, expect, it } from "vitest";
import { commands, defaultKeys, nameKey, rebind } from "./keys";
import { parseSettings, settingsSchema } from "./schema";
import { createSettingsStore, SETTINGS_KEY } from "./store";

const defaults = parseSettings(undefined);

describe("parseSettings", () => {
  it("reads what it would write", () => {
    const chosen = { ...defaults, volume: 0.2, muted: true, motion: "less" as const, minimap: false };
    expect(parseSettings(JSON.stringify(chosen))).toEqual(chosen);
  });

  it("falls back to the defaults for a text that is not a record", () => {
    for (const text of [null, "", "{", "[]", "7", '"x"', "null"]) expect(parseSettings(text)).toEqual(defaults);
    expect(defaults.keys).toEqual(defaultKeys);
  });

  it("loses one bad choice and no other", () => {
    const stored = {
      volume: 9,
      muted: true,
      keys: { ...defaultKeys, north: 5, gather: ["KeyG"] },
      lessonsDone: ["fly", "walk", "embark"],
    };
    const read = parseSettings(JSON.stringify(stored));
    expect(read.volume).toBe(defaults.volume);
    expect(read.muted).toBe(true);
    expect(read.keys.north).toEqual(defaultKeys.north);
    expect(read.keys.gather).toEqual(["KeyG"]);
    expect(read.lessonsDone).toEqual(["walk"]);
  });

  it("keeps no field that it does not know", () => {
    const read = parseSettings(JSON.stringify({ ...defaults, privateKey: "0x1" }));
    expect(Object.keys(read).sort()).toEqual(Object.keys(settingsSchema.shape).sort());
  });
});

describe("rebind", () => {
  it("changes the first key and keeps the arrow beside it", () => {
    const result = rebind(defaultKeys, "north", "KeyI");
    expect(result).toMatchObject({ ok: true, note: undefined, keys: { north: ["KeyI", "ArrowUp"] } });
  });

  it("takes a key from a command that has another one, and says so", () => {
    const result = rebind(defaultKeys, "gather", "KeyW");
    expect(result).toMatchObject({ ok: true, keys: { gather: ["KeyW", "KeyE"], north: ["ArrowUp"] } });
    expect(result.ok && result.note).toContain("Walk north");
  });

  it("refuses the only key of another command", () => {
    const result = rebind(defaultKeys, "gather", "KeyM");
    expect(result).toMatchObject({ ok: false });
    expect(!result.ok && result.why).toContain("Map on or off");
  });

  it("leaves the browser its keys", () => {
    for (const code of ["Tab", "Escape", "F5", "MetaLeft", "ShiftRight", ""]) {
      expect(rebind(defaultKeys, "gather", code).ok, code).toBe(false);
    }
  });

  it("never leaves a command without a key, nor a key with two commands", () => {
    let keys = defaultKeys;
    for (const [index, { id }] of [...commands, ...commands].entries()) {
      const result = rebind(keys, id, ["KeyW", "KeyX", "ArrowUp", "KeyQ", "Comma"][index % 5] ?? "KeyZ");
      if (result.ok) keys = result.keys;
      const all = Object.values(keys).flat();
      expect(new Set(all).size).toBe(all.length);
      expect(Object.values(keys).every((codes) => codes.length > 0)).toBe(true);
    }
  });
});

describe("nameKey", () => {
  it("says what is printed on the key", () => {
    expect(["KeyW", "Digit4", "ArrowLeft", "Space", "Numpad8"].map(nameKey)).toEqual(["W", "4", "←", "Space", "Num 8"]);
  });
});

describe("createSettingsStore", () => {
  const memory = (initial?: string) => {
    const kept = new Map<string, string>(initial === undefined ? [] : [[SETTINGS_KEY, initial]]);
    const storage = {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
    };
    return { kept, storage };
  };

  it("remembers what was changed and tells who listens", () => {
    const { storage } = memory();
    const store = createSettingsStore(storage);
    let told = 0;
    const undo = store.subscribe(() => told++);
    store.change({ muted: true });
    undo();
    store.change({ volume: 0.1 });
    expect(told).toBe(1);
    expect(createSettingsStore(storage).get()).toMatchObject({ muted: true, volume: 0.1 });
  });

  it("writes nothing before something is changed: what could not be read is still there", () => {
    const { storage, kept } = memory("{broken");
    createSettingsStore(storage);
    expect(kept.get(SETTINGS_KEY)).toBe("{broken");
  });

  it("plays on where storage is refused", () => {
    const refuse = () => {
      throw new Error("SecurityError");
    };
    const store = createSettingsStore({ getItem: refuse, setItem: refuse });
    store.change({ minimap: false });
    expect(store.get().minimap).toBe(false);
  });
});

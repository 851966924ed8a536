import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createPadSystem } from "./createPadSystem";

type Button = { pressed: boolean };
let pads: ({ connected: boolean; mapping: string; axes: number[]; buttons: Button[] } | null)[];
let dialog: object | null;
let bus: EventTarget;

const plug = (...pressed: number[]) => ({
  connected: true,
  mapping: "standard",
  axes: [0, 0],
  buttons: Array.from({ length: 17 }, (_, index) => ({ pressed: pressed.includes(index) })),
});

function createSink() {
  const heard: string[] = [];
  return {
    heard,
    press: (command: string) => void heard.push(`+${command}`),
    release: (command: string) => void heard.push(`-${command}`),
    releaseAll: () => {},
  };
}

beforeEach(() => {
  pads = [];
  dialog = null;
  bus = new EventTarget();
  vi.stubGlobal("window", bus);
  vi.stubGlobal("navigator", { getGamepads: () => pads });
  vi.stubGlobal("document", { querySelector: () => dialog });
});
afterEach(() => vi.unstubAllGlobals());

describe("createPadSystem", () => {
  it("reports a press and a release once each, however many frames are between them", () => {
    const sink = createSink();
    pads = [plug(12)];
    const system = createPadSystem(sink);
    for (let frame = 0; frame < 5; frame++) system.update();
    pads = [plug()];
    for (let frame = 0; frame < 5; frame++) system.update();
    expect(sink.heard).toEqual(["+north", "-north"]);
  });

  it("notices a gamepad that is plugged in later, and releases everything when it is unplugged", () => {
    const sink = createSink();
    const system = createPadSystem(sink);
    pads = [null, plug(0, 15)];
    system.update();
    expect(sink.heard).toEqual([]);
    bus.dispatchEvent(new Event("gamepadconnected"));
    system.update();
    pads = [null, null];
    bus.dispatchEvent(new Event("gamepaddisconnected"));
    expect(sink.heard).toEqual(["+east", "+gather", "-east", "-gather"]);
  });

  it("does not walk while a dialog is open", () => {
    const sink = createSink();
    pads = [plug(13)];
    const system = createPadSystem(sink);
    system.update();
    dialog = {};
    system.update();
    expect(sink.heard).toEqual(["+south", "-south"]);
  });

  it("does nothing once destroyed", () => {
    const sink = createSink();
    pads = [plug(13)];
    const system = createPadSystem(sink);
    system.update();
    system.destroy();
    bus.dispatchEvent(new Event("gamepadconnected"));
    expect(sink.heard).toEqual(["+south", "-south"]);
  });
});

import type { CommandSink } from "./createCommandSink";
import { padCommands, readPad } from "./readPad";

export type PadSystem = { update: () => void; destroy: () => void };

/**
 * A game controller, asked once per frame while one is connected. Browsers tell of a pad at its first button, and take
 * it away when the cable goes: what was held then is let go.
 */
export function createPadSystem(sink: CommandSink): PadSystem {
  let connected = countPads();
  let bits = 0;

  const turnTo = (next: number) => {
    const changed = next ^ bits;
    if (changed === 0) return;
    for (let i = 0; i < padCommands.length; i++) {
      const command = padCommands[i];
      const bit = 1 << i;
      if (command === undefined || (changed & bit) === 0) continue;
      if (next & bit) sink.press(command);
      else sink.release(command);
    }
    bits = next;
  };
  const onPlug = () => {
    connected = countPads();
    if (connected === 0) turnTo(0);
  };
  window.addEventListener("gamepadconnected", onPlug);
  window.addEventListener("gamepaddisconnected", onPlug);
  return {
    update() {
      if (connected === 0) return;
      let next = 0;
      for (const pad of navigator.getGamepads()) if (pad?.connected) next |= readPad(pad, bits);
      // A pad in the hand of somebody who reads a dialog must not walk behind it.
      turnTo(document.querySelector("[role=dialog]") ? 0 : next);
    },
    destroy() {
      window.removeEventListener("gamepadconnected", onPlug);
      window.removeEventListener("gamepaddisconnected", onPlug);
      turnTo(0);
    },
  };
}

function countPads(): number {
  // Absent outside of secure contexts, and refused by some permission policies.
  try {
    return navigator.getGamepads?.().filter((pad) => pad?.connected).length ?? 0;
  } catch {
    return 0;
  }
}

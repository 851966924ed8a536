import type { CommandSink } from "./createCommandSink";
import { padCommands, readPad } from "./readPad";

export type PadSystem = { update: () => void; destroy: () => void };

/**
 * A gamepad, read once per frame while one is connected. Browsers report a gamepad at its first button press, and remove
 * it when it is unplugged: then everything held is released.
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
      // The gamepad of somebody who reads a dialog must not move the player.
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
  // Missing outside of secure contexts, and refused by some permission policies.
  try {
    return navigator.getGamepads?.().filter((pad) => pad?.connected).length ?? 0;
  } catch {
    return 0;
  }
}

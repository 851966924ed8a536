import type { GamePort } from "@/game/ports";
import { readPlayer } from "@/game/rules/player";
import { createCueGate } from "./createCueGate";
import { createSynth, type Synth } from "./createSynth";
import { cueOf } from "./cueOf";
import { type Cue, voicesOf } from "./cues";
import { mixAmbience } from "./mixAmbience";

const AMBIENCE_MS = 700;
/** A browser lets a page sound only after one of these. */
const gestures = ["pointerdown", "keydown", "touchend"] as const;

export type SoundSystem = {
  play: (cue: Cue) => void;
  /** Takes effect at once; silence also lets the audio hardware rest. */
  setVolume: (volume: number) => void;
  destroy: () => void;
};

/**
 * What is heard of the game. Makes nothing before the player has touched the page, rests while the tab is hidden or the
 * volume is 0, and never throws: a browser without sound plays in silence.
 */
export function createSoundSystem(deps: { port: GamePort; daytime: () => number }, volume: number): SoundSystem {
  const { port, daytime } = deps;
  const mayPlay = createCueGate();
  let loudness = volume;
  let sound: { context: AudioContext; synth: Synth } | undefined;
  let timer: ReturnType<typeof setInterval> | undefined;

  const breathe = () => {
    const { island, world, self } = port.getSnapshot();
    const tile = self === undefined ? island.camp : readPlayer(world, self).tile;
    sound?.synth.setAmbience(mixAmbience(island, tile, daytime()));
  };
  /** Sounds while it is seen and not silent; otherwise the context is suspended. */
  const settle = () => {
    if (!sound) return;
    const isOn = loudness > 0 && !document.hidden;
    clearInterval(timer);
    timer = isOn ? setInterval(breathe, AMBIENCE_MS) : undefined;
    sound.synth.setVolume(isOn ? loudness : 0);
    if (isOn) breathe();
    void (isOn ? sound.context.resume() : sound.context.suspend()).catch(() => undefined);
  };
  const wake = () => {
    // Silence needs no hardware: a gesture after the volume went up makes it.
    if (loudness === 0 || typeof AudioContext === "undefined") return;
    if (!sound) {
      const context = new AudioContext({ latencyHint: "interactive" });
      sound = { context, synth: createSynth(context) };
    }
    // Not every key counts as a touch for a browser: until it lets the page sound, each one asks again.
    if (sound.context.state !== "running") settle();
  };
  const play = (cue: Cue) => {
    if (!sound || loudness === 0 || document.hidden) return;
    if (mayPlay(cue.type, performance.now())) sound.synth.play(voicesOf(cue));
  };
  const offEffect = port.onEffect((effect) => {
    const cue = cueOf(effect, port.getSnapshot());
    if (cue) play(cue);
  });
  for (const gesture of gestures) window.addEventListener(gesture, wake, { capture: true, passive: true });
  document.addEventListener("visibilitychange", settle);

  return {
    play,
    setVolume: (next) => {
      loudness = next;
      // Turned on by a press: that press counts already.
      if (navigator.userActivation?.isActive) wake();
      settle();
    },
    destroy: () => {
      offEffect();
      clearInterval(timer);
      for (const gesture of gestures) window.removeEventListener(gesture, wake, { capture: true });
      document.removeEventListener("visibilitychange", settle);
      sound?.synth.destroy();
      void sound?.context.close();
      sound = undefined;
    },
  };
}

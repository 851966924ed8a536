import type { GamePort } from "@/game/ports";
import { readSelf } from "@/game/readSelf";
import { createCueGate } from "./createCueGate";
import { createSynth, type Synth } from "./createSynth";
import { cueOf } from "./cueOf";
import { type Cue, voicesOf } from "./cues";
import { mixAmbience } from "./mixAmbience";

const AMBIENCE_MS = 700;
/** A browser lets a page play sound only after one of these. */
const gestures = ["pointerdown", "keydown", "touchend"] as const;

export type SoundSystem = {
  play: (cue: Cue) => void;
  /** Takes effect at once; volume 0 also lets the audio hardware rest. */
  setVolume: (volume: number) => void;
  destroy: () => void;
};

/**
 * The game's sound. Creates nothing before the player has touched the page, pauses while the tab is hidden or the
 * volume is 0, and never throws: without audio support the game is silent.
 */
export function createSoundSystem(port: GamePort, volume: number): SoundSystem {
  const mayPlay = createCueGate();
  let loudness = volume;
  let sound: { context: AudioContext; synth: Synth } | undefined;
  let timer: ReturnType<typeof setInterval> | undefined;

  const breathe = () => {
    const view = port.getView();
    const tile = readSelf(view)?.tile ?? view.island.camp;
    sound?.synth.setAmbience(mixAmbience(view.island, tile, port.daytime()));
  };
  /** Plays while the tab is visible and the volume is not 0; otherwise the context is suspended. */
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
    // Silence needs no hardware: a later gesture creates it once the volume is up.
    if (loudness === 0 || typeof AudioContext === "undefined") return;
    if (!sound) {
      const context = new AudioContext({ latencyHint: "interactive" });
      sound = { context, synth: createSynth(context) };
    }
    // Browsers do not accept every key as a gesture: until the page may play sound, each one tries again.
    if (sound.context.state !== "running") settle();
  };
  const play = (cue: Cue) => {
    if (!sound || loudness === 0 || document.hidden) return;
    if (mayPlay(cue.type, performance.now())) sound.synth.play(voicesOf(cue));
  };
  const offEffect = port.onEffect((effect) => {
    const cue = cueOf(effect, port.getView());
    if (cue) play(cue);
  });
  for (const gesture of gestures) window.addEventListener(gesture, wake, { capture: true, passive: true });
  document.addEventListener("visibilitychange", settle);

  return {
    play,
    setVolume: (next) => {
      loudness = next;
      // Turned on by a press: that press already counts.
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

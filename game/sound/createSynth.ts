import { createRandom } from "@/game/noise";
import { type Ambience, layers } from "./mixAmbience";
import type { Voice } from "./voice";

/** With this many voices at once, one more cannot be heard. */
const MAX_VOICES = 24;
const ATTACK_S = 0.006;
const SETTLE_S = 1.2;
const LOOP_S = 4;

/** Maximum loudness of each layer; ambience is far below events. */
const ceilings: Ambience = { sea: 0.16, wind: 0.07, fire: 0.12, crickets: 0.025 };

export type Synth = ReturnType<typeof createSynth>;

/**
 * A synthesiser on WebAudio alone: oscillators and buffers of generated noise. No files, no worklet, no blob,
 * so that the strictest content policy allows it.
 */
export function createSynth(context: AudioContext) {
  const master = context.createGain();
  master.gain.value = 0;
  master.connect(context.destination);
  const random = createRandom(17);
  const hiss = fill(context, () => random() * 2 - 1);
  const beds = {
    sea: createBed(context, master, hiss, "lowpass", 520),
    wind: createBed(context, master, hiss, "bandpass", 360),
    fire: createBed(context, master, fill(context, crackle(random)), "highpass", 700),
    crickets: createBed(context, master, fill(context, chirp(context.sampleRate)), "bandpass", 4300),
  };
  // Sea and wind swell and fade, the wind more slowly.
  const breaths = [breathe(context, beds.sea.gain, 0.11), breathe(context, beds.wind.gain, 0.07)];
  let sounding = 0;

  return {
    /** 0 is silence. */
    setVolume(volume: number): void {
      master.gain.setTargetAtTime(volume * volume, context.currentTime, 0.03);
    },
    setAmbience(mix: Ambience): void {
      for (const layer of layers) {
        beds[layer].level.gain.setTargetAtTime(mix[layer] * ceilings[layer], context.currentTime, SETTLE_S);
      }
    },
    play(voices: readonly Voice[]): void {
      for (const voice of voices) {
        if (sounding >= MAX_VOICES) return;
        sounding++;
        playVoice(context, master, hiss, voice, () => {
          sounding--;
        });
      }
    },
    destroy(): void {
      for (const layer of layers) beds[layer].source.stop();
      for (const breath of breaths) breath.stop();
      master.disconnect();
    },
  };
}

function playVoice(context: AudioContext, to: AudioNode, hiss: AudioBuffer, voice: Voice, onEnd: () => void): void {
  const from = context.currentTime + voice.atMs / 1000;
  const until = from + voice.durationMs / 1000;
  const level = context.createGain();
  level.gain.setValueAtTime(0, from);
  level.gain.linearRampToValueAtTime(voice.gain, from + ATTACK_S);
  level.gain.exponentialRampToValueAtTime(0.0005, until);
  level.connect(to);
  const source = voice.wave === "noise" ? createHiss(context, hiss, level, voice) : createTone(context, level, voice);
  const pitch = source.pitch;
  pitch.setValueAtTime(voice.fromHz, from);
  pitch.exponentialRampToValueAtTime(voice.toHz, until);
  source.node.onended = () => {
    level.disconnect();
    onEnd();
  };
  source.node.start(from);
  source.node.stop(until);
}

function createTone(context: AudioContext, to: AudioNode, { wave }: Voice) {
  const node = context.createOscillator();
  node.type = wave === "noise" ? "sine" : wave;
  node.connect(to);
  return { node, pitch: node.frequency };
}

function createHiss(context: AudioContext, hiss: AudioBuffer, to: AudioNode, { atMs }: Voice) {
  const node = context.createBufferSource();
  node.buffer = hiss;
  node.loop = true;
  // A different part of the noise each time, or two steps would sound mechanical.
  node.loopStart = ((context.currentTime * 7 + atMs) % LOOP_S) / 2;
  const filter = context.createBiquadFilter();
  filter.type = "lowpass";
  node.connect(filter).connect(to);
  return { node, pitch: filter.frequency };
}

function createBed(context: AudioContext, to: AudioNode, buffer: AudioBuffer, type: BiquadFilterType, hz: number) {
  const source = context.createBufferSource();
  source.buffer = buffer;
  source.loop = true;
  const filter = context.createBiquadFilter();
  filter.type = type;
  filter.frequency.value = hz;
  const swell = context.createGain();
  const level = context.createGain();
  level.gain.value = 0;
  source.connect(filter).connect(swell).connect(level).connect(to);
  source.start();
  return { source, level, gain: swell.gain };
}

function breathe(context: AudioContext, gain: AudioParam, hz: number): OscillatorNode {
  const slow = context.createOscillator();
  slow.frequency.value = hz;
  const depth = context.createGain();
  depth.gain.value = 0.45;
  slow.connect(depth).connect(gain);
  slow.start();
  return slow;
}

function fill(context: AudioContext, sample: (index: number) => number): AudioBuffer {
  const buffer = context.createBuffer(1, LOOP_S * context.sampleRate, context.sampleRate);
  const data = buffer.getChannelData(0);
  for (let i = 0; i < data.length; i++) data[i] = sample(i);
  return buffer;
}

/** Sparks: now and then a burst of a few milliseconds, over almost nothing. */
function crackle(random: () => number): () => number {
  let spark = 0;
  return () => {
    spark = random() < 0.00035 ? 0.5 + random() * 0.5 : spark * 0.996;
    return (random() * 2 - 1) * (0.02 + spark);
  };
}

/** A cricket: three short trills, then a rest. */
function chirp(sampleRate: number): (index: number) => number {
  return (index) => {
    const time = index / sampleRate;
    const inBeat = time % 1;
    const on = inBeat < 0.36 && inBeat % 0.12 < 0.06;
    return on ? Math.sin(2 * Math.PI * 4300 * time) * Math.sin((inBeat % 0.12) * (Math.PI / 0.06)) : 0;
  };
}

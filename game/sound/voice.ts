/** One short sound: an oscillator or filtered noise that glides from one pitch to another and fades. */
export type Voice = {
  wave: "sine" | "triangle" | "square" | "noise";
  /** After the start of the sound. */
  atMs: number;
  durationMs: number;
  /** Pitch of a tone; for noise the upper limit of its frequencies. */
  fromHz: number;
  toHz: number;
  /** 0 to 1, before the volume. */
  gain: number;
};

/** One short sound: an oscillator or filtered noise that glides from one pitch to another and fades. */
export type Voice = {
  wave: "sine" | "triangle" | "square" | "noise";
  /** After the cue begins. */
  atMs: number;
  durationMs: number;
  /** Pitch of a tone; the upper edge of what is heard of noise. */
  fromHz: number;
  toHz: number;
  /** 0 to 1, before the volume. */
  gain: number;
};

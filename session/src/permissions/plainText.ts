/** Longer names are cut: what is signed must stay in view. */
const MOST = 80;

/** Characters that nobody sees, or that turn the reading direction of what follows. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}\p{Zl}\p{Zp}\u115f\u1160\u2800\u3164\uffa0]/gu;
/** Marks above and below a letter, as many as no language needs. */
const PILED = /(?<=\p{M}{2})\p{M}/gu;
const WORD = /[\p{L}\p{M}\p{N}_]+/gu;
const LATIN = /\p{Script=Latin}/u;
const FOREIGN = /(?!\p{Script=Latin})\p{L}/gu;
/** Letters of Cyrillic and Greek that look like Latin ones: a name of these alone passes for a Latin one. */
const LOOKALIKE = /^[АВЕЅІЈКМНОРСТХҮҺԌԜавеѕіјкмнорстухһԁԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧαικνορυχϲ\P{L}]+$/u;
/** Letters that only look like those of a keyboard: full width, mathematical, in circles. */
const STYLED = /[\u2100-\u214f\u2460-\u24ff\uff01-\uff5e]|[\u{1d400}-\u{1d7ff}]|[\u{1f100}-\u{1f189}]/gu;

/**
 * A name from outside (of a contract, a function, an argument), made safe to show beside what is signed: what cannot be seen, what
 * turns the reading direction and what passes for another letter is written as `\u{…}`. After UTS 39, its mixed scripts.
 * @param text Any text.
 * @returns At most 80 characters of it, then how many more there are.
 */
export function plainText(text: string): string {
  const letters = [...text];
  const cut = letters.length > MOST ? `${letters.slice(0, MOST).join("")}… (${letters.length - MOST} more)` : text;
  const passesForLatin = LOOKALIKE.test(cut);
  return showUnseen(cut)
    .replace(PILED, writeOut)
    .replace(STYLED, writeOut)
    .replace(WORD, (word) => (passesForLatin || LATIN.test(word) ? word.replace(FOREIGN, writeOut) : word));
}

/** What cannot be seen and what turns the reading direction, written out; nothing else is changed. */
export const showUnseen = (text: string): string => text.replace(UNSEEN, writeOut);

const writeOut = (letter: string) => `\\u{${letter.codePointAt(0)?.toString(16)}}`;

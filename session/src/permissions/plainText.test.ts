import { expect, test } from "vitest";
import { plainText } from "./plainText.ts";

test.each([
  ["Send \u202eelihw a rof", "Send \\u{202e}elihw a rof"],
  ["Pay\u200b\u2060me", "Pay\\u{200b}\\u{2060}me"],
  ["Cancel\nSign", "Cancel\\u{a}Sign"],
  ["\u3164", "\\u{3164}"],
  // Cyrillic letters: in a Latin word, and a word of nothing but such.
  ["H\u043eurglass", "H\\u{43e}urglass"],
  ["\u0441\u043e\u0440", "\\u{441}\\u{43e}\\u{440}"],
  ["\uff33ign \u{1d400}ll", "\\u{ff33}ign \\u{1d400}ll"],
  ["Z\u0301\u0302\u0303\u0304", "Z\u0301\u0302\\u{303}\\u{304}"],
])("%j is shown as %j", (hostile, shown) => {
  expect(plainText(hostile)).toBe(shown);
});

test.each(["Gather what grows here", "Préparer une épée", "砂時計で遊ぶ", "Играть за вас", "שחק עבורך", "amount_2"])(
  "honest words stay as they are: %s",
  (words) => {
    expect(plainText(words)).toBe(words);
  },
);

test("a name of 10,000 characters is cut, and the cut is told", () => {
  expect(plainText("x".repeat(10_000))).toBe(`${"x".repeat(80)}… (9920 more)`);
});

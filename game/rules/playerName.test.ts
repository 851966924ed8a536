import { describe, expect, it } from "vitest";
import { namePlayer } from "./playerName";

const account = (n: number) =>
  `0x${(BigInt(n) * 0x9e3779b97f4a7c15f39cc0605cedc835n).toString(16).padStart(40, "0").slice(-40)}`;

describe("namePlayer", () => {
  it("gives two short words, the same for upper and lower case", () => {
    const address = "0xAbCdEf0123456789aBcDeF0123456789abCDef01";
    expect(namePlayer(address)).toBe(namePlayer(address.toLowerCase()));
    for (let n = 1; n < 2_000; n++) {
      expect(namePlayer(account(n))).toMatch(/^[A-Z][a-z]+ [A-Z][a-z]+$/);
      expect(namePlayer(account(n)).length).toBeLessThanOrEqual(20);
    }
  });

  it("rarely gives two of a hundred players the same name", () => {
    let rooms = 0;
    for (let room = 0; room < 50; room++) {
      const names = Array.from({ length: 100 }, (_, n) => namePlayer(account(room * 100 + n + 1)));
      if (new Set(names).size < 98) rooms++;
    }
    expect(rooms).toBeLessThanOrEqual(2);
  });

  it("uses every word", () => {
    const words = new Set(
      Array.from({ length: 20_000 }, (_, n) => namePlayer(account(n))).flatMap((name) => name.split(" ")),
    );
    expect(words.size).toBeGreaterThan(240);
  });
});

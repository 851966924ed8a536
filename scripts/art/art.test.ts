import { readFileSync } from "node:fs";
import { PNG } from "pngjs";
import { expect, test } from "vitest";
import { fromRoot } from "../stack/paths";
import { pack } from "./pack";
import { fromPng } from "./pixels";
import { readSprites } from "./sprites";

test("the game's atlas is what the pictures give (npm run art writes it anew)", () => {
  const { png, json } = pack(readSprites(), 512);
  expect(readFileSync(fromRoot("public/game/sprites.json"), "utf8")).toBe(json);
  expect(png.equals(readFileSync(fromRoot("public/game/sprites.png")))).toBe(true);
});

test("a picture in a colour of its own is refused, with its place", () => {
  const png = new PNG({ width: 2, height: 1 });
  png.data.set([1, 2, 3, 255], 4);
  expect(() => fromPng("a.png", PNG.sync.write(png))).toThrow("a.png: seen #010203ff at 1,0");
});

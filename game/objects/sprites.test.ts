import { existsSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { biomeAt, readIsland, resourceAt } from "@/game/rules/island";
import { items, nodes } from "@/game/rules/table";
import { cloaks } from "./cloaks";
import { groundNames } from "./ground/paint";
import { readNodeLook } from "./nodeLooks";
import { placeDecor } from "./placeDecor";

const read = (name: string): Set<string> => {
  const atlas: { frames: Record<string, unknown> } = JSON.parse(readFileSync(`public/game/${name}.json`, "utf8"));
  return new Set(Object.keys(atlas.frames));
};
const sprites = read("sprites");
const has = (name: string) => sprites.has(name) || [0, 1, 2, 3].every((frame) => sprites.has(`${name}_${frame}`));

it("has a picture for everything on an island", () => {
  const island = readIsland(7n);
  const wanted = new Set(placeDecor(island).map((decor) => decor.sprite));
  for (let tile = 0; tile < island.width * island.height; tile++) {
    const material = resourceAt(island, tile);
    if (material === 0) continue;
    const look = readNodeLook(material, biomeAt(island, tile), tile);
    for (const name of [look.full, look.empty, `bit_${look.bit}`]) if (name) wanted.add(name);
  }
  expect([...wanted].filter((name) => !has(name))).toEqual([]);
});

it("has its own look for every material that grows", () => {
  for (const { item } of nodes) expect(readNodeLook(item, 3, 1).full, `material ${item}`).not.toBe("crystal");
});

it("has all grounds, and every walking frame of every cloak", () => {
  expect([...read("ground")].sort()).toEqual([...groundNames].sort());
  for (const cloak of cloaks) {
    for (const facing of ["north", "east", "south", "west"]) expect(has(`wanderer_${cloak}_${facing}`)).toBe(true);
  }
});

it("has a picture of every item, named as in the table", () => {
  expect(items.map((item) => item.name).filter((name) => !existsSync(`public/game/items/${name}.png`))).toEqual([]);
});

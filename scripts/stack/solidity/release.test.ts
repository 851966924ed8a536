import { cpSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, expect, test } from "vitest";
import { newFolder } from "../newFolder";
import { root } from "../paths";
import { type Profile, readProfile } from "./profile";
import { COMMITTED, readArtifacts } from "./release";
import { createSourceTree } from "./sources";

const { folder, remove } = newFolder("release");
let profile: Profile;

beforeAll(async () => {
  cpSync(COMMITTED, folder, { recursive: true });
  profile = await readProfile();
  return remove;
});

const read = () => readArtifacts(folder, createSourceTree(root, profile.remappings), profile);

test("what is committed is of the sources, and a fresh clone starts with it", () => {
  const { Hourglass } = read() ?? {};
  expect(Hourglass?.bytecode.object.startsWith("0x6")).toBe(true);
  expect(Hourglass?.methodIdentifiers).toHaveProperty("move(bytes)");
  expect(Object.keys(Hourglass?.deployedBytecode.immutableReferences ?? {})).toEqual(["0", "1", "2"]);
});

test.each([
  ["another source", (text: string) => text.replace(/(keccak256\\":\\"0x)../, "$1ff")],
  ["another setting", (text: string) => text.replace('\\"runs\\":50000', '\\"runs\\":200')],
  ["another compiler", (text: string) => text.replace(/(compiler\\":\{\\"version\\":\\")0/, "$19")],
  ["no metadata", (text: string) => text.replace(/"rawMetadata":"[^}]/, '"rawMetadata":"x')],
  ["a file that is torn", (text: string) => text.slice(0, 1000)],
])("what was made from %s is not taken", (_, spoil) => {
  const file = path.join(folder, "Bazaar.sol/Bazaar.json");
  const text = readFileSync(file, "utf8");
  expect(spoil(text)).not.toBe(text);
  writeFileSync(file, spoil(text));
  expect(read()).toBeUndefined();
  writeFileSync(file, text);
  expect(read()).toBeDefined();
});

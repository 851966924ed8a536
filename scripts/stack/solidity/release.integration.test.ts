import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { foundryBinary } from "../foundry";
import { run } from "../run";
import { type Artifact, RELEASE_OUT } from "./artifact";
import { contractNames } from "./contractTable";
import { compileRelease, type Release } from "./release";

let outDir: string;
let release: Release;

beforeAll(async () => {
  outDir = mkdtempSync(path.join(tmpdir(), "hourglass-release-"));
  release = await compileRelease({ outDir, takesCommitted: false });
}, 300_000);
afterAll(() => rmSync(outDir, { recursive: true, force: true }));

const fileOf = (folder: string, name: string) => path.join(folder, `${name}.sol`, `${name}.json`);
const read = (folder: string, name: string): Artifact => JSON.parse(readFileSync(fileOf(folder, name), "utf8"));
/** Only forge asks for it. */
const isForges = ({ bytecode }: Artifact) => "sourceMap" in bytecode;

test("the code is forge's, byte for byte, with its immutables at the same places", async () => {
  // What `npm run dev` has compiled stands where forge's own would.
  if (!contractNames.every((name) => isForges(read(RELEASE_OUT, name)))) {
    const args = ["build", "--force", "contracts/script/Deploy.s.sol", "contracts/src"];
    await run(foundryBinary("forge"), args, { env: { FOUNDRY_PROFILE: "release" } });
  }
  for (const name of contractNames) {
    const [ours, forges] = [release.artifacts[name], read(RELEASE_OUT, name)];
    expect([isForges(ours), isForges(forges)], `${name}, ours and forge's`).toEqual([false, true]);
    expect(ours.bytecode.object === forges.bytecode.object, name).toBe(true);
    expect(ours.deployedBytecode.object === forges.deployedBytecode.object, name).toBe(true);
    const places = ({ deployedBytecode }: Artifact) => Object.values(deployedBytecode.immutableReferences ?? {});
    expect(places(ours), name).toEqual(places(forges));
    expect(ours.methodIdentifiers, name).toEqual(forges.methodIdentifiers);
  }
}, 300_000);

test("what is kept is taken again while sources and settings are the same, whoever compiled it", async () => {
  const writtenMs = statSync(fileOf(outDir, "Hourglass")).mtimeMs;
  const again = await compileRelease({ outDir });
  expect(statSync(fileOf(outDir, "Hourglass")).mtimeMs).toBe(writtenMs);
  expect(again.artifacts).toEqual(release.artifacts);
  const { artifacts } = await compileRelease();
  expect(artifacts.Sand.bytecode.object === release.artifacts.Sand.bytecode.object).toBe(true);
});

test("a fresh clone takes what is committed, where forge's tests find it, and compiles what differs", async () => {
  const fresh = mkdtempSync(path.join(tmpdir(), "hourglass-fresh-"));
  try {
    const groups: number[] = [];
    const { artifacts } = await compileRelease({ outDir: fresh, progress: (_, all) => groups.push(all) });
    expect(groups, "groups that were compiled").toEqual([]);
    expect(artifacts).toEqual(release.artifacts);
    expect(read(fresh, "Hourglass")).toEqual(release.artifacts.Hourglass);
  } finally {
    rmSync(fresh, { recursive: true });
  }
});

test.each([
  ["another source", (text: string) => text.replace(/(keccak256\\":\\"0x)../, "$1ff")],
  ["another setting", (text: string) => text.replace('\\"runs\\":50000', '\\"runs\\":200')],
  ["no metadata", (text: string) => text.replace(/"rawMetadata":"[^}]/, '"rawMetadata":"x')],
  ["a file that is torn", (text: string) => text.slice(0, 1000)],
])(
  "what was made from %s is made anew",
  async (_, spoil) => {
    const file = fileOf(outDir, "Bazaar");
    const before = readFileSync(file, "utf8");
    writeFileSync(file, spoil(before));
    expect(readFileSync(file, "utf8")).not.toBe(before);
    await compileRelease({ outDir, takesCommitted: false });
    expect(JSON.parse(readFileSync(file, "utf8"))).toEqual(JSON.parse(before));
    expect(existsSync(`${file}.new`)).toBe(false);
  },
  120_000,
);

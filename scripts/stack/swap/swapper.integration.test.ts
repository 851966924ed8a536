import { readFileSync } from "node:fs";
import { type Abi, type Address, getAddress, parseAbi } from "viem";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hourglassAbi } from "@/app/_chain/generated/abis";
import { type Compiler, startCompiler } from "../solidity/compiler";
import { restoreSwapped } from "./originals";
import { createSwapper, type Swapper, type SwapResult } from "./swapper";
import { startEditableWorld } from "./testSources";
import { compareTwins } from "./twins";

const GAME = "contracts/src/game/Hourglass.sol";
const PLACE = "constructor(uint32 seed) Players(seed) Hidden(seed) {}";
const PROBE = parseAbi(["function probe() view returns (uint256)"]);

let world: Awaited<ReturnType<typeof startEditableWorld>>;
let { chain, sources } = {} as typeof world;
let compiler: Compiler;
let swapper: Swapper;
let game: Address;

beforeAll(async () => {
  world = await startEditableWorld();
  ({ chain, sources } = world);
  compiler = startCompiler();
  swapper = await createSwapper({ ...world.place, compiler });
  game = readWorld().hourglass as Address;
  await play();
});

afterAll(async () => {
  await compiler?.dispose();
  await world?.dispose();
});

const readWorld = (): Record<string, unknown> => JSON.parse(readFileSync(world.place.deploymentFile, "utf8"));
const codeOf = (address = game) => chain.client.getCode({ address });
const ask = (functionName: string, abi: Abi = hourglassAbi, address = game, args: readonly unknown[] = []) =>
  chain.client.readContract({ address, abi, functionName, args });
const readImmutables = (address = game) =>
  Promise.all(["SEED", "SAND", "ITEMS", "SITES"].map((name) => ask(name, hourglassAbi, address)));
const readPlayer = (address = game) => ask("readPlayer", hourglassAbi, address, [chain.wallet.account.address]);

/** Two steps, so that there is something in storage. */
async function play(): Promise<void> {
  const request = { address: game, abi: hourglassAbi, functionName: "move", args: ["0x0002"] } as const;
  const hash = await chain.wallet.writeContract(request);
  const { status } = await chain.client.waitForTransactionReceipt({ hash });
  expect(status).toBe("success");
}

async function save<Kind extends SwapResult["kind"]>(kind: Kind): Promise<Extract<SwapResult, { kind: Kind }>> {
  const files = swapper.saved();
  const result = await swapper.bringIn(files);
  expect(swapper.saved()).toEqual([]);
  expect(result.kind === "wrong" && kind !== "wrong" ? result.message : result.kind).toBe(kind);
  expect(result.files).toEqual(files);
  return result as Extract<SwapResult, { kind: Kind }>;
}

describe("a saved contract", () => {
  test("runs behind the same address, with its immutables and storage, and its ABI is written", async () => {
    const [deployed, immutables, player] = [await codeOf(), await readImmutables(), await readPlayer()];
    expect(player).toMatchObject({ joined: true, steps: 2n });
    expect(swapper.saved()).toEqual([]);

    sources.edit(GAME, PLACE, `function probe() external view returns (uint256) { return SEED + 41; }\n\n    ${PLACE}`);
    const result = await save("swapped");
    expect(result).toMatchObject({ files: [GAME], swapped: ["Hourglass"], fresh: [], constructors: [] });
    expect(result.abis).toEqual(["app/_chain/generated/abis.ts"]);
    expect(sources.read("app/_chain/generated/abis.ts")).toContain('"function probe() view returns (uint256)"');
    expect(swapper.swapped()).toEqual(["Hourglass"]);
    expect(await ask("probe", PROBE)).toBe(42n);
    expect(await readImmutables()).toEqual(immutables);
    expect(await readPlayer()).toEqual(player);
    await play();
    expect(await readPlayer()).toMatchObject({ steps: 4n });

    // As it was deployed again: the very code, with true gas figures.
    sources.edit(GAME, "function probe() external view returns (uint256) { return SEED + 41; }\n\n    ", "");
    expect(await save("swapped")).toMatchObject({ swapped: ["Hourglass"], abis: ["app/_chain/generated/abis.ts"] });
    expect(await codeOf()).toBe(deployed);
    expect(swapper.swapped()).toEqual([]);
  });

  test("that says the same in other words changes nothing", async () => {
    const deployed = await codeOf();
    sources.edit(GAME, PLACE, `// A word.\n    ${PLACE}`);
    await save("same");
    expect(await codeOf()).toBe(deployed);
    sources.write("contracts/src/examples/Guestbook.sol", "// Nobody deployed it.");
    await save("same");
  });

  test("that does not compile leaves what runs, says why, and waits for the next", async () => {
    const deployed = await codeOf();
    sources.edit(GAME, PLACE, `function probe() external pure returns (uint256) { return zwölf; }\n\n    ${PLACE}`);
    const { message } = await save("wrong");
    expect(message).toContain(`${GAME}:`);
    expect(await codeOf()).toBe(deployed);
    // Another file is saved meanwhile: the first is still wrong.
    sources.edit("contracts/src/game/Sand.sol", "contract Sand", "// A word.\ncontract Sand");
    await save("wrong");
    sources.edit(GAME, "zwölf", "12");
    expect(await save("swapped")).toMatchObject({ swapped: ["Hourglass"], fresh: [] });
    expect(await ask("probe", PROBE)).toBe(12n);
  });

  test("is put back by the next start, so that a world runs what was deployed", async () => {
    const swapped = await codeOf();
    await restoreSwapped(chain.dataDir, world.place.rpcUrl);
    const restored = await codeOf();
    expect(restored).not.toBe(swapped);
    await chain.client.setCode({ address: game, bytecode: swapped ?? "0x" });
    await restoreSwapped(chain.dataDir, world.place.rpcUrl);
    expect(await codeOf()).toBe(swapped); // what was put back is forgotten
  });
});

describe("the twins", () => {
  test("agree where they say the same, and each difference is named", async () => {
    const { rpcUrl } = world.place;
    const before = await chain.client.getBlockNumber();
    const { compared, differences } = await compareTwins(rpcUrl, game, 7);
    expect(differences).toEqual([]);
    expect(compared).toBe(360);

    sources.edit(GAME, "uint256 private constant WEST = 3;", "uint256 private constant WEST = 2;");
    await save("swapped");
    const report = await compareTwins(rpcUrl, game, 7);
    expect(report.differences).toMatchObject([{ action: "move" }]);
    expect(report.differences[0]?.first).toMatch(
      /^\{"type":"move".*\}: TypeScript plays it, Solidity refuses DirectionUnknown$/,
    );
    sources.edit(GAME, "uint256 private constant WEST = 2;", "uint256 private constant WEST = 3;");
    await save("swapped");
    // Nothing was played.
    const logs = await chain.client.getLogs({ address: game, fromBlock: before, toBlock: "latest" });
    expect(logs).toEqual([]);
  });
});

describe("a contract whose storage or immutables are others", () => {
  const LAYOUT = "mapping(address player => PlayerSlot) internal _players;";

  test("is made anew with all that hold its address, and the old world is found again", async () => {
    const [before, player] = [readWorld(), await readPlayer()];
    sources.edit("contracts/src/game/Players.sol", LAYOUT, `uint256 internal _first;\n    ${LAYOUT}`);
    const { fresh } = await save("swapped");
    expect(fresh).toEqual(["Hourglass: its storage has another layout"]);
    const after = readWorld();
    const moved = Object.keys(after).filter((name) => after[name] !== before[name]);
    for (const name of ["hourglass", "sand", "items", "bazaar", "startBlock"]) expect(moved).toContain(name);
    for (const name of ["entryPoint", "p256Verifier", "webAuthnVerifier"]) expect(moved).not.toContain(name);
    const next = getAddress(after.hourglass as string);
    expect(await ask("probe", PROBE, next)).toBe(12n);
    expect(await readImmutables(next)).toMatchObject([1, after.sand, after.items, (await readImmutables())[3]]);
    expect(await readPlayer(next)).toMatchObject({ joined: false });

    sources.edit("contracts/src/game/Players.sol", `uint256 internal _first;\n    ${LAYOUT}`, LAYOUT);
    await save("swapped");
    expect(readWorld()).toEqual(before);
    expect(await readPlayer()).toEqual(player);
    expect(await ask("probe", PROBE)).toBe(12n);
  });

  test("one more immutable is one too many for the code that runs", async () => {
    const paymaster = "contracts/src/paymaster/SessionPaymaster.sol";
    const line = "ISessionValidator public immutable SESSIONS;";
    sources.edit(paymaster, line, `${line}\n    uint256 public immutable EXTRA = block.chainid;`);
    const before = readWorld();
    const { fresh, swapped } = await save("swapped");
    expect(fresh).toEqual(["SessionPaymaster: it has other immutables"]);
    expect(swapped).toEqual([]);
    expect(readWorld().hourglass).toBe(before.hourglass);
    const [moved] = Object.entries(readWorld()).filter(
      ([name, value]) => /paymaster/i.test(name) && value !== before[name],
    );
    expect(await ask("EXTRA", parseAbi(["function EXTRA() view returns (uint256)"]), moved?.[1] as Address)).toBe(
      31337n,
    );
  });
});

import { type Abi, type Address, createPublicClient, getAddress, http, parseAbi } from "viem";
import { anvil } from "viem/chains";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { deployment as deploymentShape } from "@/app/_api/config";
import { hourglassAbi } from "@/app/_chain/generated/abis";
import { createBlockFeed, type FeedMessage } from "@/app/_server/events/blockFeed";
import { watchHeads } from "@/app/_server/events/watchHeads";
import { readSwaps } from "@/app/_server/swaps";
import { packPlan } from "@/game/rules/plan";
import { decodeRun } from "@/game/rules/words";
import { parseJson, readText } from "../deployed";
import { restoreSwapped } from "./liveWorld";
import { startLoop } from "./loop";
import { nothingSwapped, swapsFileOf, writeSwaps } from "./note";
import { startEditableWorld } from "./testSources";
import { compareTwins } from "./twins";

const GAME = "contracts/src/game/Hourglass.sol";
const PLACE = "uint256 private constant LAST_SIGNAL = 7;";
const STATE = "contracts/src/game/State.sol";
const LAYOUT = "mapping(address player => Run) internal _runs;";
/** Practice, a Voyage of a Forager from the camp. */
const PLAN = packPlan({ mode: 1, length: 3, calling: 1, tool: 0, purse: 0, start: 0, of: 7 });
const CAMP = 2080;
const PROBE = parseAbi(["function probe() view returns (uint256)"]);

let world: Awaited<ReturnType<typeof startEditableWorld>>;
let { sources, chain } = {} as typeof world;
let game: Address;
let stale = 0;
const said: string[] = [];
/** What a page hears. */
const heard: FeedMessage[] = [];
const undo: (() => unknown)[] = [];

beforeAll(async () => {
  world = await startEditableWorld();
  ({ sources, chain } = world);
  const { dataDir, rpcUrl, deploymentFile } = world.place;
  const swapsFile = swapsFileOf(dataDir);
  writeSwaps(swapsFile, nothingSwapped);
  const feed = createBlockFeed({
    chain: createPublicClient({ chain: anvil, transport: http(rpcUrl), cacheTime: 0 }),
    readDeployment: async () => deploymentShape.parse(parseJson(readText(deploymentFile))),
    watchHeads: (onHead) => watchHeads(`ws://127.0.0.1:${chain.port}`, onHead),
    readSwaps: () => readSwaps(swapsFile),
  });
  undo.push(feed.subscribe((message) => message.type !== "block" && heard.push(message)));
  const onStale = async () => {
    stale += 1;
  };
  undo.push(await startLoop({ ...world.place, swapsFile, say: (line) => said.push(line), onStale }));
  game = readWorld().hourglass as Address;
  await send("embark", [PLAN]);
  await send("move", ["0x00"]);
});

afterAll(async () => {
  for (const each of undo.reverse()) await each();
  await world?.dispose();
});

const readWorld = () => parseJson<Record<string, unknown>>(readText(world.place.deploymentFile)) ?? {};
const codeOf = () => chain.client.getCode({ address: game });
const ask = (functionName: string, abi: Abi = hourglassAbi, address = game, args: readonly unknown[] = []) =>
  chain.client.readContract({ address, abi, functionName, args });
const probe = (address = game) => ask("probe", PROBE, address);
const readImmutables = (address = game) =>
  Promise.all(["SAND", "ITEMS", "CHART"].map((name) => ask(name, hourglassAbi, address)));
const readPlayer = (address = game) => ask("readPlayer", hourglassAbi, address, [chain.wallet.account.address]);
const readTile = async (address = game) => decodeRun(((await readPlayer(address)) as { run: bigint }).run)?.tile;

const waitFor = (isTrue: () => boolean) => vi.waitUntil(isTrue, { timeout: 50_000, interval: 20 });
const swaps = () => heard.flatMap((message) => (message.type === "swap" ? [message.swap] : []));
const resets = () => heard.flatMap((message) => (message.type === "reset" ? [message.reset.reason] : []));
const hasSaid = (text: string) => waitFor(() => said.some((line) => line.includes(text)));

/** Plays, so that there is something in storage. */
async function send(functionName: "embark" | "move", args: readonly unknown[]): Promise<void> {
  const request = { address: game, abi: hourglassAbi as Abi, functionName, args };
  // More than an estimate, which is exact for its second: on a busy machine the call runs in a later one.
  const hash = await chain.wallet.writeContract({ ...request, gas: 5_000_000n });
  const { status } = await chain.client.waitForTransactionReceipt({ hash });
  expect(status).toBe("success");
}

/** Saves an edit. Gives what is said of it. */
async function save(file: string, from: string, to: string): Promise<string> {
  const before = said.length;
  sources.edit(file, from, to);
  await waitFor(() => said.slice(before).some((line) => line.includes(file)));
  return said.slice(before).join("\n");
}

describe("a saved contract", () => {
  const added = (body: string) =>
    `function probe() external view returns (uint256) { return ${body}; }\n\n    ${PLACE}`;

  test("runs behind the same address, with its immutables and storage, and pages hear of it", async () => {
    await waitFor(() => swaps().length > 0);
    expect(swaps().at(-1)).toEqual(nothingSwapped);
    const [deployed, immutables, player] = [await codeOf(), await readImmutables(), await readPlayer()];
    expect(await readTile()).toBe(CAMP);
    expect(await save(GAME, PLACE, added("RELICS + 36"))).toMatch(
      /^✓ .*Hourglass\.sol: Hourglass swapped in after \d+\.\d s \(compiled in .*\n.* ABIs written: app.*\n.*: Hourglass\. Gas figures are false/,
    );
    expect(sources.read("app/_chain/generated/abis.ts")).toContain('"function probe() view returns (uint256)"');
    expect(await probe()).toBe(42n);
    expect(await readImmutables()).toEqual(immutables);
    expect(await readPlayer()).toEqual(player);
    await send("move", ["0x02"]);
    expect(await readTile()).toBe(CAMP + 64);
    await waitFor(() => swaps().at(-1)?.round === 1);
    expect(swaps().at(-1)).toEqual({ swapped: ["Hourglass"], round: 1, gasPercent: 200, trouble: null });
    await waitFor(() => resets().length > 0);
    expect(resets()).toEqual(["gap"]);
    await waitFor(() => stale === 1);
    await hasSaid("The twins agree: 360 actions came out alike.");
    await hasSaid("No test is named after what changed");

    // As it was deployed again: the very code, with true gas figures.
    expect(await save(GAME, added("RELICS + 36"), PLACE)).toContain("All contracts run as they are deployed");
    expect(await codeOf()).toBe(deployed);
    await waitFor(() => swaps().at(-1)?.gasPercent === 100);
  });

  test("that says the same in other words changes nothing, and neither does one that nobody deployed", async () => {
    const deployed = await codeOf();
    expect(await save(GAME, PLACE, `// A word.\n    ${PLACE}`)).toContain("no contract that runs has other code");
    const stranger = "contracts/src/examples/Guestbook.sol";
    sources.write(stranger, "// Nobody deployed it.");
    await hasSaid(`${stranger}: no contract that runs has other code`);
    expect(await codeOf()).toBe(deployed);
  });

  test("that does not compile leaves what runs, says where, and waits for what mends it", async () => {
    const deployed = await codeOf();
    expect(await save(GAME, PLACE, added("eins"))).toContain("does not compile; what ran before still runs.\n");
    await waitFor(() => swaps().at(-1)?.trouble !== null);
    expect(swaps().at(-1)?.trouble).toMatch(
      /^contracts\/src\/game\/Hourglass\.sol does not run yet\. DeclarationError: .*Hourglass\.sol:\d+:\d+\)$/,
    );
    expect(await codeOf()).toBe(deployed);
    // Another file is saved meanwhile: the first is still wrong.
    const other = await save("contracts/src/game/Sand.sol", "contract Sand", "// A word.\ncontract Sand");
    expect(other).toContain("does not compile");
    expect(await save(GAME, "return eins", "return 12")).toContain("Hourglass swapped in");
    expect(await probe()).toBe(12n);
    await waitFor(() => swaps().at(-1)?.trouble === null);
  });

  test("that changes a rule makes the twins differ, and each difference is named", async () => {
    const before = await chain.client.getBlockNumber();
    const walks = "contracts/src/game/Walks.sol";
    const [longest, shorter] = [32, 3].map((steps) => `uint256 private constant MAX_STEPS = ${steps};`) as [
      string,
      string,
    ];
    expect(await save(walks, longest, shorter)).toContain("✓");
    const { differences } = await compareTwins(world.place.rpcUrl, game, 7);
    expect(differences).toMatchObject([{ action: "move" }]);
    expect(differences[0]?.first).toMatch(
      /^\{"type":"move".*\}: TypeScript (plays it|refuses \w+), Solidity refuses PathLengthInvalid$/,
    );
    await hasSaid("✗ The twins differ");
    await save(walks, shorter, longest);
    // Nothing was played.
    expect(await chain.client.getLogs({ address: game, fromBlock: before, toBlock: "latest" })).toEqual([]);
  });
});

describe("a contract whose storage or immutables are others", () => {
  const shifted = `uint256 internal _first;\n    ${LAYOUT}`;

  test("is made anew with all that hold its address, pages hear of another world, and the old one is found again", async () => {
    const worldIds = () => heard.flatMap((message) => (message.type === "status" ? [message.status.worldId] : []));
    const [before, id] = [readWorld(), worldIds().at(-1)];
    const lines = await save(STATE, LAYOUT, shifted);
    expect(lines).toMatch(/a new world after .*\n.*Hourglass: its storage has another layout\. Pages load/);
    const after = readWorld();
    const moved = Object.keys(after).filter((name) => after[name] !== before[name]);
    for (const name of ["hourglass", "sand", "items", "bazaar", "startBlock"]) expect(moved).toContain(name);
    for (const name of ["entryPoint", "p256Verifier", "webAuthnVerifier"]) expect(moved).not.toContain(name);
    const next = getAddress(after.hourglass as string);
    expect(await probe(next)).toBe(12n);
    expect(await readImmutables(next)).toEqual([after.sand, after.items, expect.any(String)]);
    expect(await readTile(next)).toBeUndefined();
    await waitFor(() => resets().includes("world") && worldIds().at(-1) !== id);

    await save(GAME, "function probe() external view returns (uint256) { return 12; }\n\n    ", "");
    expect(await save(STATE, shifted, LAYOUT)).toContain("a new world");
    expect(readWorld()).toEqual(before);
    expect(await readTile()).toBe(CAMP + 64);
  });

  test("one more immutable is one too many for the code that runs", async () => {
    const line = "ISessionValidator public immutable SESSIONS;";
    const extra = `${line}\n    uint256 public immutable EXTRA = block.chainid;`;
    const before = readWorld();
    expect(await save("contracts/src/paymaster/SessionPaymaster.sol", line, extra)).toContain(
      "SessionPaymaster: it has other immutables.",
    );
    const { hourglass, sessionPaymaster } = readWorld();
    expect(hourglass).toBe(before.hourglass);
    const abi = parseAbi(["function EXTRA() view returns (uint256)"]);
    expect(await ask("EXTRA", abi, sessionPaymaster as Address)).toBe(31337n);
  });
});

test("what was swapped in is put back by the next start, so that a world runs what was deployed", async () => {
  const deployed = await codeOf();
  await save(GAME, PLACE, `function probe() external pure returns (uint256) { return 1; }\n\n    ${PLACE}`);
  const swapped = await codeOf();
  expect(swapped).not.toBe(deployed);
  await restoreSwapped(chain.dataDir, world.place.rpcUrl);
  expect(await codeOf()).toBe(deployed);
  await chain.client.setCode({ address: game, bytecode: swapped ?? "0x" });
  await restoreSwapped(chain.dataDir, world.place.rpcUrl);
  expect(await codeOf()).toBe(swapped); // what was put back is forgotten
});

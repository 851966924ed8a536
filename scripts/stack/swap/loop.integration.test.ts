import { createPublicClient, http } from "viem";
import { anvil } from "viem/chains";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { deployment as deploymentShape } from "@/app/_api/config";
import { createBlockFeed, type FeedMessage } from "@/app/_server/events/blockFeed";
import { watchHeads } from "@/app/_server/events/watchHeads";
import { readSwaps } from "@/app/_server/swaps";
import { parseJson, readText } from "../deployed";
import { startLoop } from "./loop";
import { nothingSwapped, swapsFileOf, writeSwaps } from "./note";
import { startEditableWorld } from "./testSources";

const GAME = "contracts/src/game/Hourglass.sol";
const PLACE = "constructor(uint32 seed) Players(seed) Hidden(seed) {}";
const LAYOUT = "mapping(address player => PlayerSlot) internal _players;";

let world: Awaited<ReturnType<typeof startEditableWorld>>;
let { sources } = {} as typeof world;
let swapsFile: string;
let stale = 0;
const said: string[] = [];
/** What a page hears. */
const heard: FeedMessage[] = [];
const undo: (() => unknown)[] = [];

beforeAll(async () => {
  world = await startEditableWorld();
  const { dataDir, rpcUrl, deploymentFile } = world.place;
  sources = world.sources;
  swapsFile = swapsFileOf(dataDir);
  writeSwaps(swapsFile, nothingSwapped);

  const feed = createBlockFeed({
    chain: createPublicClient({ chain: anvil, transport: http(rpcUrl), cacheTime: 0 }),
    readDeployment: async () => deploymentShape.parse(parseJson(readText(deploymentFile))),
    watchHeads: (onHead) => watchHeads(`ws://127.0.0.1:${world.chain.port}`, onHead),
    readSwaps: () => readSwaps(swapsFile),
  });
  undo.push(feed.subscribe((message) => message.type !== "block" && heard.push(message)));

  undo.push(
    await startLoop({
      ...{ ...world.place, swapsFile },
      say: (line) => said.push(line),
      onStale: async () => {
        stale += 1;
      },
    }),
  );
});

afterAll(async () => {
  for (const each of undo.reverse()) await each();
  await world?.dispose();
});

const waitFor = (isTrue: () => boolean) => vi.waitUntil(isTrue, { timeout: 50_000, interval: 20 });
const hasSaid = (text: string) => waitFor(() => said.some((line) => line.includes(text)));
const swaps = () => heard.flatMap((message) => (message.type === "swap" ? [message.swap] : []));
const resets = () => heard.flatMap((message) => (message.type === "reset" ? [message.reset.reason] : []));

describe("who develops saves a contract", () => {
  test("and pages hear what is swapped in, read the world anew, and allow more gas", async () => {
    await waitFor(() => swaps().length > 0);
    expect(swaps().at(-1)).toEqual(nothingSwapped);
    sources.edit(GAME, PLACE, `${PLACE}\n\n    function probe() external pure returns (uint256) { return 1; }`);
    await waitFor(() => swaps().at(-1)?.round === 1);
    expect(swaps().at(-1)).toEqual({ swapped: ["Hourglass"], round: 1, gasPercent: 200, trouble: null });
    await waitFor(() => resets().length > 0);
    expect(resets()).toEqual(["gap"]);
    await hasSaid("Hourglass swapped in after");
    await waitFor(() => stale === 1);
    await hasSaid("The twins agree: 360 actions came out alike.");
    await hasSaid("No test is named after what changed");
  });

  test("that is wrong, and pages hear where, while everything runs on", async () => {
    sources.edit(GAME, "return 1;", "return eins;");
    await waitFor(() => swaps().at(-1)?.trouble !== null);
    const { trouble, ...others } = swaps().at(-1) ?? nothingSwapped;
    expect(trouble).toMatch(
      /^contracts\/src\/game\/Hourglass\.sol does not run yet\. DeclarationError: .*Hourglass\.sol:26:\d+\)$/,
    );
    expect(others).toEqual({ swapped: ["Hourglass"], round: 1, gasPercent: 200 });
    await hasSaid("Hourglass.sol does not compile; what ran before still runs.");
    expect(resets()).toEqual(["gap"]);
    sources.edit(GAME, "return eins;", "return 2;");
    await waitFor(() => swaps().at(-1)?.round === 2);
    expect(swaps().at(-1)?.trouble).toBeNull();
  });

  test("with another storage, and pages hear that this is another world", async () => {
    const worlds = () => heard.flatMap((message) => (message.type === "status" ? [message.status.worldId] : []));
    const before = worlds().at(-1);
    sources.edit("contracts/src/game/Players.sol", LAYOUT, `uint256 internal _first;\n    ${LAYOUT}`);
    await hasSaid("a new world after");
    await waitFor(() => resets().includes("world"));
    await waitFor(() => worlds().at(-1) !== before);
    expect(worlds().at(-1)).toMatch(/^0x[0-9a-f]{64}$/);
  });
});

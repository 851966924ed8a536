import { createClient, createTestClient, http, type LocalAccount, parseAbi, type TypedDataDefinition } from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { createSafe, deploySafeContracts, type Safe } from "@/e2e/fixtures/safe";
import { playable, startSponsor } from "../../test/sponsorWorld.ts";
import { startWorld, type World } from "../../test/world.ts";
import { createSessions, memoryStore, type OpenParameters, type Session, type Sessions } from "../index.ts";
import { sessionFunctions } from "../operation/functions.ts";
import { endAsOwner } from "../sessions/endAsOwner.ts";
import type { ApprovalProgress } from "./contractApproval.ts";
import { createContractOwner, hashSafeMessage, readSafeSigners } from "./contractOwner.ts";
import type { OwnerTypedData } from "./owner.ts";

vi.setConfig({ testTimeout: 60_000 });

const abi = parseAbi(["function play(uint256 value) payable", "function played() view returns (uint256)"]);
const [anna, ben, carla] = [1, 2, 3].map(() => privateKeyToAccount(generatePrivateKey())) as [
  LocalAccount,
  LocalAccount,
  LocalAccount,
];

let world: World;
let safe: Safe;
const opened: Sessions[] = [];
beforeAll(async () => {
  world = await startWorld();
  const contracts = await deploySafeContracts(world.rpc, world.wallet);
  safe = await createSafe(contracts, world.rpc, world.wallet, [anna, ben, carla], 2);
}, 180_000);
afterAll(async () => {
  await Promise.all(opened.map((sessions) => sessions.dispose()));
  await world.dispose();
});

/** The Safe's own wallet: whoever signs there, or nobody. */
function ownerOf(signers?: readonly LocalAccount[]) {
  const told: ApprovalProgress[] = [];
  const asked: OwnerTypedData[] = [];
  const owner = createContractOwner({
    ...{ client: world.rpc, address: safe.address, pollMs: 100, onProgress: (progress) => void told.push(progress) },
    sign: async (typedData) => {
      asked.push(typedData);
      return signers ? safe.signTypedData(typedData as TypedDataDefinition, signers) : new Promise(() => undefined);
    },
  });
  return { owner, told, asked };
}

function open(parameters: Pick<OpenParameters, "owner"> & Partial<OpenParameters>) {
  const { sponsor, relay } = startSponsor(world);
  const sessions = createSessions({
    ...{ chain: world.chain, deployment: world.deployment, transport: http(undefined, { batch: false }) },
    ...{ bundler: http(world.bundlerUrl), sponsor: sponsor.transport, store: memoryStore() },
  });
  opened.push(sessions);
  const limits = { calls: 20, gas: 10n ** 17n };
  return { sponsor, relay, session: sessions.open({ permissions: [playable(world)], limits, ...parameters }) };
}

const played = () => world.rpc.readContract({ abi, address: world.contracts.target, functionName: "played" });
const play = (session: Session, value: bigint) =>
  session.writeContract({ address: world.contracts.target, abi, functionName: "play", args: [value] });

test("two of three sign in the Safe's wallet: the relay makes the account and enables, then it plays like any other", async () => {
  expect(await readSafeSigners(world.rpc, safe.address)).toMatchObject({ threshold: 2 });
  const { owner, told } = ownerOf([ben, carla]);
  const { session: opening, sponsor } = open({ owner });
  const session = await opening;
  expect(told).toEqual([{ wallet: "asked" }]);
  expect(await world.rpc.getCode({ address: session.account })).toBeDefined();
  const before = await played();
  await play(session, 5n);
  await play(session, 6n);
  expect(await played()).toBe(before + 11n);

  // The owner ends it, from a device that never had the key.
  const relay = createClient({ transport: sponsor.transport });
  const ending = { client: world.rpc, deployment: world.deployment, relay, account: session.account, owner };
  await endAsOwner({ ...ending, session: session.id });
  await expect(play(session, 7n)).rejects.toMatchObject({ name: "SessionEndedError" });
});

test("two of three approve on chain, while the wallet says nothing", async () => {
  const { owner, asked } = ownerOf();
  const { session: opening } = open({ owner });
  await vi.waitUntil(() => asked[0]);
  const typed = asked[0] as OwnerTypedData;
  expect(hashSafeMessage(world.chain.id, safe.address, typed)).toMatch(/^0x[0-9a-f]{64}$/);
  await safe.approveOnChain(typed as TypedDataDefinition, [anna, carla]);
  const session = await opening;
  const before = await played();
  await play(session, 2n);
  expect(await played()).toBe(before + 2n);
});

test("one signature of two is too few: nothing is granted, and the waiting can be given up", async () => {
  const { owner, told } = ownerOf([anna]);
  const leaving = new AbortController();
  const { session: opening } = open({ owner, signal: leaving.signal });
  const outcome = opening.catch((error: Error) => error.name);
  await vi.waitUntil(() => told.some(({ wallet }) => wallet === "tooFew"));
  leaving.abort();
  expect(await outcome).toBe("CancelledError");
});

test("a grant for later is enabled when it is due, and not before", async () => {
  const node = createTestClient({ mode: "anvil", chain: world.chain, transport: http() });
  const begin = (await world.now()) + 1_800;
  const { owner, asked } = ownerOf([anna, ben]);
  const { session: opening } = open({ owner, begin });
  let isOpen = false;
  void opening.then(() => (isOpen = true));
  await vi.waitUntil(() => asked[0]);
  expect(asked[0]?.message).toMatchObject({ validAfter: begin, validUntil: begin + 3_600 });
  await node.increaseTime({ seconds: 1_700 });
  await node.mine({ blocks: 1 });
  expect(isOpen).toBe(false);
  await node.increaseTime({ seconds: 110 });
  await node.mine({ blocks: 1 });
  const { id, account } = await opening;
  const sessionOf = { abi: sessionFunctions, address: world.module.validator, functionName: "sessionOf" } as const;
  // The bundler goes by this machine's clock, which was not moved, so it is not played.
  expect(await world.rpc.readContract({ ...sessionOf, args: [account, id] })).toMatchObject({ isLive: true });
});

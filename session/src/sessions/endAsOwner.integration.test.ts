import { createClient } from "viem";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  callTarget,
  createPlayer,
  type Player,
  prepareByHand,
  refusalOfBundler,
  refusalOfEntryPoint,
  waitForInclusion,
} from "../../test/player.ts";
import { startSponsor } from "../../test/sponsorWorld.ts";
import { startWorld, type World } from "../../test/world.ts";
import { memoryLedger, type SponsorLedger } from "../sponsor/index.ts";
import { readSessions } from "./account/readSessions.ts";
import { endAsOwner } from "./endAsOwner.ts";

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.dispose());

async function playOn(player: Player, isFirst: boolean) {
  const shape = { deploys: isFirst, enables: true };
  const first = await prepareByHand(world, player, [callTarget(world, "play", [1n])], shape);
  expect(await refusalOfBundler(world, first)).toBeUndefined();
  await waitForInclusion(world, player, first);
}

test("an owner ends one session and then all, without their keys, while bundler, sponsor and ledger are down", async () => {
  const phone = await createPlayer(world);
  const { owner, account } = phone;
  const desktop = await createPlayer(world, { owner, lane: 2 });
  const tablet = await createPlayer(world, { owner, lane: 3 });
  const unused = await createPlayer(world, { owner, lane: 4 });
  await playOn(phone, true);
  await playOn(desktop, false);
  await playOn(tablet, false);
  const { rpc: client, deployment } = world;
  const read = async () => {
    const { sessions } = await readSessions({ client, deployment, account });
    return sessions.map(({ id, status, ended }) => [id, status, ended?.by, ended?.isAll]);
  };
  expect(await read()).toEqual([tablet, desktop, phone].map(({ id }) => [id, "running", undefined, undefined]));

  await world.stopBundler();
  const gone: SponsorLedger = { ...memoryLedger(), has: () => Promise.reject(new Error("no connection")) };
  const relay = createClient({ transport: startSponsor(world, {}, gone).relay.transport });
  const end = (session: Player["id"] | "all") => endAsOwner({ client, deployment, relay, account, owner, session });
  expect(await end(desktop.id)).toMatch(/^0x/);
  expect(await read()).toEqual([
    [tablet.id, "running", undefined, undefined],
    [desktop.id, "ended", "owner", false],
    [phone.id, "running", undefined, undefined],
  ]);
  // Nothing is left to end.
  expect(await end(desktop.id)).toBeUndefined();

  expect(await end("all")).toMatch(/^0x/);
  expect(await read()).toEqual([
    [tablet.id, "ended", "owner", true],
    [desktop.id, "ended", "owner", false],
    [phone.id, "ended", "owner", true],
  ]);
  // The grant that is not on chain, and so in no list, is ended with them.
  const late = await prepareByHand(world, unused, [callTarget(world, "play", [1n])], { enables: true });
  expect(await refusalOfEntryPoint(world, late)).toMatchObject({ contractError: { name: "GrantWrongEpoch" } });
});

import { UnavailableError } from "@hourglass/session/core";
import { describe, expect, test } from "vitest";
import { emptyWorld, newcomer } from "@/game/rules/player";
import { runOf, START } from "@/game/rules/testing";
import type { Draw, Player, Room } from "@/game/rules/types";
import { createConfirmedWorld } from "./confirmedWorld";
import type { Context } from "./context";
import type { Other } from "./playPort";

const TODAY = Math.floor(START / 86_400);

/** A chain that answers when told to. */
function createChain() {
  const chain = {
    head: 10n,
    day: { block: 0, seed: undefined } as Draw,
    others: {} as Record<string, Other>,
    player: undefined as Player | undefined,
    room: undefined as Room | undefined,
    isDown: false,
  };
  let gate = Promise.resolve();
  const answer = async <T>(read: () => T): Promise<T> => {
    if (chain.isDown) throw new UnavailableError("rpc");
    const seen = read();
    await gate;
    return seen;
  };
  const reader = {
    readHead: () => answer(() => chain.head),
    readDay: () => answer(() => chain.day),
    readOthers: () => answer(() => ({ ...chain.others })),
    readPlayer: () => answer(() => chain.player),
    readRoom: () => answer(() => chain.room),
  };
  const hold = () => {
    let open = () => {};
    gate = new Promise((resolve) => {
      open = resolve;
    });
    return () => open();
  };
  const clock = { now: () => START };
  const context = { reader, clock, config: { deployment: { hourglass: "0x00" } } } as unknown as Context;
  return { chain, hold, world: createConfirmedWorld(context) };
}

const at = (tile: number): Player => ({ ...newcomer, run: runOf({ tile }) });
const ben: Other = { seed: 7, tile: 9, facing: "north", steps: 0, endsAt: START + 60 };

describe("after a reorganisation", () => {
  test("the page has the same state as the chain: player, neighbours, the day", async () => {
    const { chain, world } = createChain();
    Object.assign(chain, { player: at(5), others: { ben, ana: ben }, day: { block: 4, seed: 9 } });
    await world.load("ana");
    const days = { [TODAY]: { block: 4, seed: 9 } };
    expect(world.get()).toMatchObject({ world: { players: { ana: at(5) }, days }, others: { ben } });
    expect(Object.keys(world.get().others), "nobody is their own neighbour").toEqual(["ben"]);
    const none = { block: 0, seed: undefined };
    Object.assign(chain, { head: 8n, player: undefined, others: {}, day: none });
    await world.load("ana");
    const known = { ...emptyWorld, days: { [TODAY]: none } };
    expect(world.get()).toEqual({ world: known, others: {}, block: 8n, generation: 2 });
  });

  test("an earlier answer about the player is dropped, and requested again", async () => {
    const { chain, world, hold } = createChain();
    chain.player = at(5);
    await world.load("ana");
    const open = hold();
    const late = world.readSelf("ana", 9n);
    chain.player = undefined;
    const loading = world.load("ana");
    open();
    await loading;
    await late;
    expect(world.get().world.players.ana).toBeUndefined();
  });

  test("a confirmation that is read while everything is read again ends with the state of its block", async () => {
    const { chain, world, hold } = createChain();
    await world.load("ana");
    const open = hold();
    const loading = world.load("ana");
    chain.player = at(6);
    const confirmed = world.readSelf("ana", 12n);
    open();
    await loading;
    expect((await confirmed).world.players.ana).toEqual(at(6));
  });

  test("a chain that does not answer leaves the known state, and the error says so", async () => {
    const { chain, world } = createChain();
    chain.player = at(5);
    await world.load("ana");
    chain.isDown = true;
    await expect(world.load("ana")).rejects.toThrow(UnavailableError);
    expect(world.get().world.players.ana).toEqual(at(5));
  });
});

test("the player's state is at least as new as the newest block known before the request", async () => {
  const { chain, world } = createChain();
  await world.load(undefined);
  chain.player = at(5);
  expect(await world.readSelf("ana", 12n)).toMatchObject({ block: 12n, world: { players: { ana: at(5) } } });
  expect(await world.readSelf("ana", 11n)).toMatchObject({ block: 12n });
});

describe("a room that was asked for", () => {
  const room: Room = { startsAt: START + 60, length: 1, block: 0, seed: undefined };

  test("is read again with everything else: it may have been drawn while this page heard nothing", async () => {
    const { chain, world } = createChain();
    chain.room = room;
    await world.readRoom(3);
    expect(world.get().world.rooms).toEqual({ 3: room });
    chain.room = { ...room, block: 5, seed: 9 };
    await world.load(undefined);
    expect(world.get().world.rooms).toEqual({ 3: chain.room });
    chain.room = undefined;
    await world.load(undefined);
    expect(world.get().world.rooms, "a reorganisation removed it").toEqual({});
  });

  test("is not there if no room has the number", async () => {
    const { world } = createChain();
    await world.readRoom(3);
    expect(world.get().world.rooms).toEqual({});
  });
});

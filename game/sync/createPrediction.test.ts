import { describe, expect, test } from "vitest";
import type { Action } from "../rules/actions";
import { applyAction } from "../rules/apply";
import { CAMP, readIsland } from "../rules/island";
import { addItem, readPlayer, withPlayer } from "../rules/player";
import type { Direction, World } from "../rules/types";
import { createPrediction } from "./createPrediction";
import { parseSavedQueue, writeSavedQueue } from "./savedQueue";

const island = readIsland(7n);
const empty: World = { players: {}, nodes: {} };
const start = 1_800_000_000;
const self = "ana";
const woodTile = CAMP + 2;
const toWood = walk("east", "east");
const gather: Action = { type: "gather", tile: woodTile };

describe("playing", () => {
  test("is shown at once, before the chain knows of it", () => {
    const game = begin();
    expect(game.play(walk("north", "north"))).toEqual({ ok: true });
    expect(game.snapshot().world.players[self]?.tile).toBe(CAMP - 128);
    expect(game.snapshot().confirmed.players[self]).toBeUndefined();
    expect(game.snapshot().pending).toBe(1);
  });

  test("queues nothing that the rules refuse", () => {
    const game = begin();
    expect(game.play({ type: "craft", recipe: 3 })).toMatchObject({ ok: false, reason: "ItemsTooFew" });
    expect(game.snapshot().pending).toBe(0);
  });

  test("is checked against the predicted world, not the confirmed one", () => {
    const game = begin();
    expect(game.play(gather)).toMatchObject({ ok: false, reason: "TileOutOfReach" });
    game.play(toWood);
    expect(game.play(gather)).toEqual({ ok: true });
    expect(game.snapshot().world.players[self]?.items).toEqual({ 1: 1 });
    expect(game.snapshot().world.nodes[woodTile]).toEqual({ left: 4, since: start });
  });
});

describe("sending", () => {
  test("has one batch in flight; later actions wait and are joined", () => {
    const game = begin();
    game.play(walk("north"));
    const first = game.take();
    expect(first?.actions).toEqual([walk("north")]);
    game.play(walk("north"));
    game.play(walk("south"));
    expect(game.take()).toBeUndefined();
    game.confirm(first?.id ?? 0, chain(empty, [walk("north")]), 2n);
    expect(game.take()?.actions).toEqual([walk("north", "south")]);
  });

  test("counts pending actions as they were played", () => {
    const game = begin();
    game.play(walk("north"));
    game.play(walk("north"));
    game.take();
    game.play(walk("south"));
    expect(game.snapshot().pending).toBe(3);
    expect(game.snapshot().queued).toHaveLength(1);
  });
});

describe("confirmation", () => {
  test("that is late leaves the player where the prediction put them", () => {
    const game = begin();
    game.play(toWood);
    const batch = game.take();
    game.play(gather);
    const before = game.snapshot().world;
    game.confirm(batch?.id ?? 0, chain(empty, [toWood]), 2n);
    expect(game.snapshot().world).toEqual(before);
  });

  test("that comes after a newer world does not go back in time", () => {
    const game = begin();
    game.play(walk("north"));
    const batch = game.take();
    const mine = chain(empty, [walk("north")]);
    const newer = chain(mine, [walk("south", "south")], "ben");
    game.rebase(newer, 3n);
    // The new world contains the step already: it must not be walked twice while the receipt is on its way.
    expect(game.snapshot().world.players[self]?.tile).toBe(CAMP - 64);
    game.confirm(batch?.id ?? 0, mine, 2n);
    expect(game.snapshot().world).toEqual(newer);
    expect(game.snapshot().pending).toBe(0);
  });

  test("of a batch given up as lost does not play it twice", () => {
    const game = begin();
    game.play(walk("north"));
    const lost = game.take();
    game.release(lost?.id ?? 0);
    expect(game.snapshot().queued).toEqual([walk("north")]);
    game.confirm(lost?.id ?? 0, chain(empty, [walk("north")]), 2n);
    expect(game.snapshot().pending).toBe(0);
    expect(game.snapshot().world.players[self]?.steps).toBe(1);
  });

  test("of a lost batch that was sent again keeps what was joined to it", () => {
    const game = begin();
    game.play(walk("north"));
    const lost = game.take();
    game.release(lost?.id ?? 0);
    game.play(walk("east"));
    expect(game.take()?.actions).toEqual([walk("north", "east")]);
    game.confirm(lost?.id ?? 0, chain(empty, [walk("north")]), 2n);
    expect(game.snapshot().inFlight).toBeUndefined();
    expect(game.snapshot().queued).toEqual([walk("east")]);
    expect(game.snapshot().world.players[self]?.tile).toBe(CAMP - 63);
  });

  test("that comes twice changes nothing", () => {
    const game = begin();
    game.play(walk("north"));
    const batch = game.take();
    const world = chain(empty, [walk("north")]);
    game.confirm(batch?.id ?? 0, world, 2n);
    game.play(walk("north"));
    game.confirm(batch?.id ?? 0, world, 2n);
    expect(game.snapshot().pending).toBe(1);
  });
});

describe("rejection", () => {
  test("drops the failing action and sends the rest again, first and in order", () => {
    const game = begin();
    game.play(toWood);
    game.play(gather);
    game.play(walk("east"));
    const batch = game.take();
    game.play(walk("west"));
    expect(game.drop(batch?.id ?? 0, 1, "NodeEmpty", "Nothing is left here.")).toEqual([
      { action: gather, reason: "NodeEmpty", text: "Nothing is left here." },
    ]);
    expect(game.snapshot().world.players[self]?.items).toEqual({});
    expect(game.take()?.actions).toEqual([walk("east", "east", "east", "west")]);
  });

  test("rolls back actions that the rules refuse without the failed one", () => {
    const rich = withPlayer(empty, self, addItem(addItem(readPlayer(empty, self), 1, 1), 3, 1));
    const game = begin(rich);
    game.play(toWood);
    game.play(gather);
    game.play({ type: "craft", recipe: 3 });
    game.play({ type: "equip", item: 11 });
    game.play(walk("west"));
    const batch = game.take();
    const rolledBack = game.drop(batch?.id ?? 0, 1, "NodeEmpty", "Nothing is left here.");
    expect(rolledBack.map((each) => each.reason)).toEqual(["NodeEmpty", "ItemsTooFew", "ItemsTooFew"]);
    expect(game.snapshot().queued).toEqual([toWood, walk("west")]);
  });

  test("of a batch that is not in flight is ignored", () => {
    const game = begin();
    game.play(walk("north"));
    game.take();
    expect(game.drop(99, 0, "X", "x")).toEqual([]);
    expect(game.release(99)).toEqual([]);
    expect(game.snapshot().inFlight?.id).toBe(1);
  });
});

describe("other players", () => {
  const emptied = chain(
    withPlayer(empty, "ben", { ...readPlayer(empty, "ben"), tile: woodTile }),
    Array.from({ length: 5 }, () => gather),
    "ben",
  );

  test("empty a node first: the queued gathering is rolled back with its reason", () => {
    const game = begin();
    game.play(toWood);
    game.play(gather);
    expect(game.rebase(emptied, 2n)).toEqual([
      { action: gather, reason: "NodeEmpty", text: "Nothing is left here. It grows back in 45 s." },
    ]);
    expect(game.snapshot().queued).toEqual([toWood]);
  });

  test("empty a node while a batch is in flight: nothing is decided before it lands", () => {
    const game = begin();
    game.play(toWood);
    const batch = game.take();
    game.play(gather);
    expect(game.rebase(emptied, 2n)).toEqual([]);
    expect(game.snapshot().queued).toEqual([gather]);
    expect(game.snapshot().world.players[self]?.items).toEqual({});
    const rolledBack = game.confirm(batch?.id ?? 0, chain(emptied, [toWood]), 3n);
    expect(rolledBack.map((each) => each.reason)).toEqual(["NodeEmpty"]);
  });

  test("are not blamed for what the batch in flight gathered: the node is heard of before the player is read", () => {
    const oneLeft = chain(empty, [toWood, gather, gather, gather, gather]);
    const game = begin(oneLeft);
    game.play(gather);
    const batch = game.take();
    const after = chain(oneLeft, [gather]);
    game.rebase({ ...oneLeft, nodes: after.nodes }, 2n);
    expect(game.snapshot().world, "as it was drawn").toEqual(after);
    game.confirm(batch?.id ?? 0, after, 2n);
    expect(game.snapshot().world).toEqual(after);
  });

  test("are seen at once", () => {
    const game = begin();
    game.rebase(emptied, 2n);
    expect(game.snapshot().world.players.ben?.tile).toBe(woodTile);
    game.rebase(empty, 1n);
    expect(game.snapshot().world.players.ben?.tile, "an older world").toBe(woodTile);
    game.reset(empty, 1n);
    expect(game.snapshot().world.players.ben, "after a reorganisation").toBeUndefined();
  });
});

describe("a reload", () => {
  test("keeps the queue and the batch in flight", () => {
    const game = begin();
    game.play(walk("north"));
    const batch = game.take();
    game.play({ type: "gather", tile: CAMP - 128 });
    const saved = parseSavedQueue(writeSavedQueue(game.save()));
    const again = createPrediction({
      island,
      world: empty,
      block: 1n,
      self,
      now: () => start,
      ...(saved && { saved }),
    });
    expect(again.snapshot()).toEqual(game.snapshot());
    again.confirm(batch?.id ?? 0, chain(empty, [walk("north")]), 2n);
    expect(again.take()).toEqual({ id: (batch?.id ?? 0) + 1, actions: [{ type: "gather", tile: CAMP - 128 }] });
  });

  test("keeps amounts of Sand exact", () => {
    const buy: Action = { type: "buy", item: 1, maxSand: 123_456_789_012_345_678_901n };
    expect(parseSavedQueue(writeSavedQueue({ nextBatch: 1, queue: [buy] }))?.queue).toEqual([buy]);
  });

  test.each([
    "",
    "null",
    "[]",
    '{"version":1}',
    '{"version":2,"nextBatch":1,"queue":[]}',
    '{"version":1,"nextBatch":1,"queue":[{"type":"move","path":["up"]}]}',
    '{"version":1,"nextBatch":1,"queue":[{"type":"transfer","to":"0x"}]}',
    '{"version":1,"nextBatch":1,"queue":[{"type":"buy","item":1,"maxSand":"-1"}]}',
    '{"version":1,"nextBatch":1,"queue":[],"inFlight":{"id":"1","actions":[]}}',
  ])("rejects a text that is not a queue: %s", (text) => {
    expect(parseSavedQueue(text)).toBeUndefined();
  });
});

describe("a reorganisation", () => {
  test("shows lost actions again at once, first and in order", () => {
    const game = begin();
    game.play(walk("north"));
    const first = game.take();
    const one = chain(empty, [walk("north")]);
    game.confirm(first?.id ?? 0, one, 2n);
    game.play(walk("north"));
    const second = game.take();
    game.confirm(second?.id ?? 0, chain(one, [walk("north")]), 3n);
    game.play(walk("east"));
    expect(
      game.lose(
        [first, second].flatMap((batch) => batch ?? []),
        empty,
        1n,
      ),
    ).toEqual([]);
    expect(game.snapshot().world.players[self]?.tile).toBe(CAMP - 127);
    expect(game.snapshot().confirmed.players[self]).toBeUndefined();
    game.resume(first?.id ?? 0);
    expect(game.save().inFlight).toEqual(first);
    game.confirm(first?.id ?? 0, one, 2n);
    expect(game.snapshot().queued).toEqual([walk("north"), walk("east")]);
    game.resume(second?.id ?? 0);
    game.confirm(second?.id ?? 0, chain(one, [walk("north")]), 3n);
    expect(game.snapshot().queued).toEqual([walk("east")]);
    expect(game.snapshot().world.players[self]?.tile).toBe(CAMP - 127);
  });

  test("reports what the rules refuse on the new chain", () => {
    const game = begin();
    game.play(toWood);
    game.play(gather);
    const batch = game.take();
    game.confirm(batch?.id ?? 0, chain(empty, [toWood, gather]), 2n);
    const emptied = chain(
      withPlayer(empty, "ben", { ...readPlayer(empty, "ben"), tile: woodTile }),
      Array.from({ length: 5 }, () => gather),
      "ben",
    );
    const rolledBack = game.lose(batch ? [batch] : [], emptied, 1n);
    expect(rolledBack.map(({ reason }) => reason)).toEqual(["NodeEmpty"]);
    expect(game.snapshot().queued).toEqual([toWood]);
  });

  test("or a gap, with a world that already contains the batch in flight, does not apply it twice", () => {
    const game = begin();
    game.play(toWood);
    const batch = game.take();
    game.reset(chain(empty, [toWood]), 2n);
    expect(game.snapshot().world.players[self]?.tile).toBe(CAMP + 2);
    expect(game.play(gather)).toEqual({ ok: true });
    game.confirm(batch?.id ?? 0, chain(empty, [toWood]), 2n);
    expect(game.snapshot().world.players[self]?.tile).toBe(CAMP + 2);
  });

  test("of a batch not yet seen on chain does not play it twice", () => {
    const game = begin();
    game.play(walk("north"));
    const batch = game.take();
    game.lose(batch ? [batch] : [], empty, 1n);
    expect(game.snapshot().queued).toEqual([walk("north")]);
    expect(game.snapshot().pending).toBe(1);
  });

  test("while a batch is in flight queues the lost actions before it", () => {
    const game = begin();
    game.play(walk("north"));
    const first = game.take();
    game.confirm(first?.id ?? 0, chain(empty, [walk("north")]), 2n);
    game.play(walk("east"));
    const flying = game.take();
    game.lose(first ? [first] : [], empty, 1n);
    expect(game.snapshot().queued).toEqual([walk("north"), walk("east")]);
    game.resume(first?.id ?? 0);
    game.confirm(first?.id ?? 0, chain(empty, [walk("north")]), 2n);
    game.resume(flying?.id ?? 0);
    game.confirm(flying?.id ?? 0, chain(empty, [walk("north"), walk("east")]), 3n);
    expect(game.snapshot().pending).toBe(0);
  });
});

test("random losses, repeats, delays and refusals end in the chain's state, with nothing played twice or out of order", () => {
  for (let seed = 1; seed <= 200; seed++) playRandomly(seed);
});

/** A chain that includes batches late, loses some, refuses some, and answers in any order; the prediction must end in the same state. */
function playRandomly(seed: number): void {
  let state = seed * 2654435761;
  const below = (limit: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
  const game = begin();
  let truth = empty;
  let block = 1n;
  const played: Action[] = [];
  const refused: Action[] = [];
  for (let turn = 0; turn < 60; turn++) {
    const direction = (["north", "south", "east", "west"] as const)[below(4)] ?? "north";
    const action: Action = below(3) === 0 ? { type: "gather", tile: CAMP + 2 } : walk(direction);
    if (game.play(action).ok) played.push(action);
    const batch = game.take(1 + below(16));
    if (!batch) continue;
    const fate = below(5);
    if (fate === 0) {
      game.release(batch.id);
      continue;
    }
    if (fate === 1) {
      const index = below(batch.actions.length);
      const failed = batch.actions[index];
      for (const each of game.drop(batch.id, index, "Refused", "")) refused.push(each.action);
      expect(failed).toBeDefined();
      continue;
    }
    truth = chain(truth, batch.actions);
    block += 1n;
    // The block is seen before the receipt, after it, or between two older answers.
    if (fate === 2) game.rebase(truth, block);
    if (fate === 3) {
      const given = game.release(batch.id);
      expect(given).toEqual([]);
    }
    for (const each of game.confirm(batch.id, truth, block)) refused.push(each.action);
    if (fate === 4) game.rebase(empty, 0n);
  }
  const last = game.take();
  if (last) {
    truth = chain(truth, last.actions);
    game.confirm(last.id, truth, block + 1n);
  }
  while (game.snapshot().pending > 0) {
    const more = game.take();
    if (!more) break;
    truth = chain(truth, more.actions);
    game.confirm(more.id, truth, block + 2n);
  }
  expect(game.snapshot().world, `seed ${seed}`).toEqual(truth);
  const steps = (actions: readonly Action[]) =>
    actions.reduce((sum, action) => sum + (action.type === "move" ? action.path.length : 0), 0);
  expect(truth.players[self]?.steps ?? 0, `steps, seed ${seed}`).toBe(steps(played) - steps(refused));
}

function begin(world: World = empty) {
  return createPrediction({ island, world, block: 1n, self, now: () => start });
}

function walk(...path: Direction[]): Action {
  return { type: "move", path };
}

/** The world after these actions; the chain must accept them. */
function chain(world: World, actions: readonly Action[], player = self): World {
  return actions.reduce((before, action) => {
    const outcome = applyAction(island, before, player, action, start);
    if (!outcome.ok) throw new Error(`the chain refuses: ${outcome.reason}`);
    return outcome.world;
  }, world);
}

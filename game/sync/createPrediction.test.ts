import { describe, expect, test } from "vitest";
import type { Action } from "../rules/actions";
import { applyAction } from "../rules/apply";
import { CAMP, WIDTH } from "../rules/island";
import { emptyPack, emptyWorld, newcomer, withPlayer } from "../rules/player";
import { runOf, START } from "../rules/testing";
import type { Direction, Pack, World } from "../rules/types";
import { createPrediction } from "./createPrediction";
import { predictedScene } from "./fold";
import { parseSavedQueue, writeSavedQueue } from "./savedQueue";

const self = "ana";
/** Who has just set out stands south of the camp. */
const HOME = CAMP + WIDTH;
const out = withPack({});
const woodTile = CAMP + 2;
const toWood = walk("north", "east");
const gather: Action = { type: "gather", tile: woodTile };
/** The wood is taken already. */
const taken = chain(out, [walk("east"), walk("north"), gather, walk("west"), walk("south")]);

describe("playing", () => {
  test("is shown at once, before the chain knows of it", () => {
    const game = begin();
    expect(game.play(walk("north", "north"))).toEqual({ ok: true });
    expect(game.snapshot().world.players[self]?.run?.tile).toBe(CAMP - WIDTH);
    expect(game.snapshot().confirmed).toBe(out);
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
    expect(woodOf(game)).toBe(2);
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
    game.confirm(first?.id ?? 0, chain(out, [walk("north")]), 2n);
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
    game.confirm(batch?.id ?? 0, chain(out, [toWood]), 2n);
    expect(game.snapshot().world).toEqual(before);
  });

  test("that comes after a newer world does not go back in time", () => {
    const game = begin();
    game.play(walk("north"));
    const batch = game.take();
    const mine = chain(out, [walk("north")]);
    const newer = { ...mine, days: { 7: { block: 3, seed: 9 } } };
    game.rebase(newer, 3n);
    // The new world contains the step already: it must not be walked twice while the receipt is on its way.
    expect(game.snapshot().world.players[self]?.run?.tile).toBe(CAMP);
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
    game.confirm(lost?.id ?? 0, chain(out, [walk("north")]), 2n);
    expect(game.snapshot().pending).toBe(0);
    expect(game.snapshot().world.players[self]?.run?.tile).toBe(CAMP);
  });

  test("of a lost batch that was sent again keeps what was joined to it", () => {
    const game = begin();
    game.play(walk("north"));
    const lost = game.take();
    game.release(lost?.id ?? 0);
    game.play(walk("east"));
    expect(game.take()?.actions).toEqual([walk("north", "east")]);
    game.confirm(lost?.id ?? 0, chain(out, [walk("north")]), 2n);
    expect(game.snapshot().inFlight).toBeUndefined();
    expect(game.snapshot().queued).toEqual([walk("east")]);
    expect(game.snapshot().world.players[self]?.run?.tile).toBe(CAMP + 1);
  });

  test("that comes twice changes nothing", () => {
    const game = begin();
    game.play(walk("north"));
    const batch = game.take();
    const world = chain(out, [walk("north")]);
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
    expect(game.drop(batch?.id ?? 0, 1, "NodeTaken", "Taken.")).toEqual([
      { action: gather, reason: "NodeTaken", text: "Taken." },
    ]);
    expect(woodOf(game)).toBe(0);
    expect(game.take()?.actions).toEqual([walk("north", "east", "east", "west")]);
  });

  test("rolls back actions that the rules refuse without the failed one", () => {
    // An axe takes two wood and one stone.
    const game = begin(withPack({ goods: { 3: 1 } }));
    game.play(toWood);
    game.play(gather);
    game.play({ type: "craft", recipe: 3 });
    game.play({ type: "equip", item: 11 });
    game.play(walk("west"));
    const batch = game.take();
    const rolledBack = game.drop(batch?.id ?? 0, 1, "NodeTaken", "Taken.");
    expect(rolledBack.map((each) => each.reason)).toEqual(["NodeTaken", "ItemsTooFew", "ItemsTooFew"]);
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

describe("another device of the same player", () => {
  test("gathers first: the queued gathering is rolled back with its reason", () => {
    const game = begin();
    game.play(toWood);
    game.play(gather);
    const rolledBack = game.rebase(taken, 2n);
    expect(rolledBack.map(({ action, reason }) => [action, reason])).toEqual([[gather, "NodeTaken"]]);
    expect(game.snapshot().queued).toEqual([toWood]);
  });

  test("gathers while a batch is in flight: nothing is decided before it lands", () => {
    const game = begin();
    game.play(toWood);
    const batch = game.take();
    game.play(gather);
    expect(game.rebase(taken, 2n)).toEqual([]);
    expect(game.snapshot().queued).toEqual([gather]);
    const rolledBack = game.confirm(batch?.id ?? 0, chain(taken, [toWood]), 3n);
    expect(rolledBack.map((each) => each.reason)).toEqual(["NodeTaken"]);
  });
});

test("what is drawn for everybody is seen at once; an older world changes nothing", () => {
  const game = begin();
  const drawn = { ...out, days: { 20000: { block: 5, seed: 7 } } };
  game.rebase(drawn, 2n);
  game.rebase(out, 1n);
  expect(game.snapshot().world.days).toEqual(drawn.days);
  game.reset(out, 1n);
  expect(game.snapshot().world.days, "after a reorganisation").toEqual({});
});

describe("what is too early", () => {
  const tired = withPack({}, { used: 90 });

  test("is refused while it is played, and queues nothing", () => {
    const game = begin(tired);
    expect(game.play(walk("north"))).toMatchObject({ ok: false, reason: "OutOfGrains" });
    expect(game.take()).toBeUndefined();
  });

  test("waits in the queue when the chain's clock is behind, with all that comes after it, and is sent in its time", () => {
    let now = START + 10;
    const game = createPrediction({ world: tired, block: 1n, self, now: () => now, head: () => 1n });
    expect(game.play(walk("north"))).toEqual({ ok: true });
    expect(game.play(walk("north"))).toEqual({ ok: true });
    // The expedition began ten seconds later than was thought.
    const later = withPack({}, { used: 90, endsAt: START + 1_210 });
    expect(game.rebase(later, 2n)).toEqual([]);
    expect(game.take()).toBeUndefined();
    expect(game.snapshot().queued).toHaveLength(2);
    now += 10;
    expect(game.take()?.actions).toEqual([walk("north", "north")]);
  });
});

test("an expedition that is on its way does not begin later with each new block", () => {
  let now = START;
  const game = createPrediction({ world: emptyWorld, block: 1n, self, now: () => now, head: () => 1n });
  game.play({ type: "embark", plan: { mode: 1, length: 1, calling: 1, tool: 0, purse: 0, start: 0, of: 7 } });
  const { endsAt } = game.snapshot().world.players[self]?.run ?? {};
  game.take();
  now += 5;
  game.rebase(emptyWorld, 2n);
  expect(game.snapshot().world.players[self]?.run?.endsAt).toBe(endsAt);
});

describe("a reload", () => {
  test("keeps the queue and the batch in flight", () => {
    const game = begin();
    game.play(walk("north"));
    const batch = game.take();
    game.play(walk("east"));
    game.play(gather);
    const saved = parseSavedQueue(writeSavedQueue(game.save()));
    const again = createPrediction({
      ...{ world: out, block: 1n, self, now: () => START, head: () => 1n },
      ...(saved && { saved }),
    });
    expect(again.snapshot()).toEqual(game.snapshot());
    again.confirm(batch?.id ?? 0, chain(out, [walk("north")]), 2n);
    expect(again.take()).toEqual({ id: (batch?.id ?? 0) + 1, actions: [walk("east"), gather] });
  });

  test("keeps amounts of Sand exact", () => {
    const buy: Action = { type: "buy", item: 1, maxSand: 123_456_789_012_345_678_901n };
    expect(parseSavedQueue(writeSavedQueue({ nextBatch: 1, queue: [buy] }))?.queue).toEqual([buy]);
  });

  test.each([
    "",
    "null",
    "[]",
    '{"version":2}',
    '{"version":1,"nextBatch":1,"queue":[]}',
    '{"version":2,"nextBatch":1,"queue":[{"type":"move","path":["up"]}]}',
    '{"version":2,"nextBatch":1,"queue":[{"type":"transfer","to":"0x"}]}',
    '{"version":2,"nextBatch":1,"queue":[{"type":"buy","item":1,"maxSand":"-1"}]}',
    '{"version":2,"nextBatch":1,"queue":[],"inFlight":{"id":"1","actions":[]}}',
  ])("rejects a text that is not a queue: %s", (text) => {
    expect(parseSavedQueue(text)).toBeUndefined();
  });
});

describe("a reorganisation", () => {
  test("shows lost actions again at once, first and in order", () => {
    const game = begin();
    game.play(walk("north"));
    const first = game.take();
    const one = chain(out, [walk("north")]);
    game.confirm(first?.id ?? 0, one, 2n);
    game.play(walk("north"));
    const second = game.take();
    game.confirm(second?.id ?? 0, chain(one, [walk("north")]), 3n);
    game.play(walk("east"));
    expect(
      game.lose(
        [first, second].flatMap((batch) => batch ?? []),
        out,
        1n,
      ),
    ).toEqual([]);
    expect(game.snapshot().world.players[self]?.run?.tile).toBe(CAMP - WIDTH + 1);
    expect(game.snapshot().confirmed).toBe(out);
    game.resume(first?.id ?? 0);
    expect(game.save().inFlight).toEqual(first);
    game.confirm(first?.id ?? 0, one, 2n);
    expect(game.snapshot().queued).toEqual([walk("north"), walk("east")]);
    game.resume(second?.id ?? 0);
    game.confirm(second?.id ?? 0, chain(one, [walk("north")]), 3n);
    expect(game.snapshot().queued).toEqual([walk("east")]);
    expect(game.snapshot().world.players[self]?.run?.tile).toBe(CAMP - WIDTH + 1);
  });

  test("reports what the rules refuse on the new chain", () => {
    const game = begin();
    game.play(toWood);
    game.play(gather);
    const batch = game.take();
    game.confirm(batch?.id ?? 0, chain(out, [toWood, gather]), 2n);
    const rolledBack = game.lose(batch ? [batch] : [], taken, 1n);
    expect(rolledBack.map(({ reason }) => reason)).toEqual(["NodeTaken"]);
    expect(game.snapshot().queued).toEqual([toWood]);
  });

  test("or a gap, with a world that already contains the batch in flight, does not apply it twice", () => {
    const game = begin();
    game.play(toWood);
    const batch = game.take();
    game.reset(chain(out, [toWood]), 2n);
    expect(game.snapshot().world.players[self]?.run?.tile).toBe(CAMP + 1);
    expect(game.play(gather)).toEqual({ ok: true });
    game.confirm(batch?.id ?? 0, chain(out, [toWood]), 2n);
    expect(game.snapshot().world.players[self]?.run?.tile).toBe(CAMP + 1);
  });

  test("of a batch not yet seen on chain does not play it twice", () => {
    const game = begin();
    game.play(walk("north"));
    const batch = game.take();
    game.lose(batch ? [batch] : [], out, 1n);
    expect(game.snapshot().queued).toEqual([walk("north")]);
    expect(game.snapshot().pending).toBe(1);
  });

  test("while a batch is in flight queues the lost actions before it", () => {
    const game = begin();
    game.play(walk("north"));
    const first = game.take();
    game.confirm(first?.id ?? 0, chain(out, [walk("north")]), 2n);
    game.play(walk("east"));
    const flying = game.take();
    game.lose(first ? [first] : [], out, 1n);
    expect(game.snapshot().queued).toEqual([walk("north"), walk("east")]);
    game.resume(first?.id ?? 0);
    game.confirm(first?.id ?? 0, chain(out, [walk("north")]), 2n);
    game.resume(flying?.id ?? 0);
    game.confirm(flying?.id ?? 0, chain(out, [walk("north"), walk("east")]), 3n);
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
  let truth = out;
  let walked = 0;
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
    walked += stepsOf(batch.actions);
    block += 1n;
    // The block is seen before the receipt, after it, or between two older answers.
    if (fate === 2) game.rebase(truth, block);
    if (fate === 3) {
      const given = game.release(batch.id);
      expect(given).toEqual([]);
    }
    for (const each of game.confirm(batch.id, truth, block)) refused.push(each.action);
    if (fate === 4) game.rebase(out, 0n);
  }
  const last = game.take();
  if (last) {
    truth = chain(truth, last.actions);
    walked += stepsOf(last.actions);
    game.confirm(last.id, truth, block + 1n);
  }
  while (game.snapshot().pending > 0) {
    const more = game.take();
    if (!more) break;
    truth = chain(truth, more.actions);
    walked += stepsOf(more.actions);
    game.confirm(more.id, truth, block + 2n);
  }
  expect(game.snapshot().world, `seed ${seed}`).toEqual(truth);
  expect(walked, `steps, seed ${seed}`).toBe(stepsOf(played) - stepsOf(refused));
}

function stepsOf(actions: readonly Action[]): number {
  return actions.reduce((sum, action) => sum + (action.type === "move" ? action.path.length : 0), 0);
}

function begin(world: World = out) {
  return createPrediction({ world, block: 1n, self, now: () => START, head: () => 1n });
}

/** A Walk in which the player has just set out. */
function withPack(pack: Partial<Pack>, run: Parameters<typeof runOf>[0] = {}): World {
  const player = { ...newcomer, run: runOf({ tile: HOME, ...run }), pack: { ...emptyPack, ...pack } };
  return withPlayer(emptyWorld, self, player);
}

function woodOf(game: ReturnType<typeof begin>): number {
  return game.snapshot().world.players[self]?.pack.goods[1] ?? 0;
}

function walk(...path: Direction[]): Action {
  return { type: "move", path };
}

/** The world after these actions; the chain must accept them. */
function chain(world: World, actions: readonly Action[]): World {
  return actions.reduce((before, action) => {
    const outcome = applyAction(predictedScene(before, { self, nowSeconds: START, block: 2 }), action);
    if (!outcome.ok) throw new Error(`the chain refuses: ${outcome.reason}`);
    return outcome.world;
  }, world);
}

import type { PlayEffect, PlayPort, PlaySnapshot } from "@/app/_bridge/playPort";
import type { Action } from "@/game/rules/actions";
import { applyAction } from "@/game/rules/apply";
import { biomeAt, directions, neighbour, readIsland } from "@/game/rules/island";
import { readPlayer } from "@/game/rules/player";
import { biomes } from "@/game/rules/table";
import type { Player, World } from "@/game/rules/types";

const open = new Set<number>(biomes.filter(({ free }) => free).map(({ id }) => id));

/** A world without a chain: the rules answer at once, and `confirm` does to the page what a block does. */
export function createBenchPort(seed: bigint, others: number) {
  const island = readIsland(seed);
  const listeners = new Set<() => void>();
  const effects = new Set<(effect: PlayEffect) => void>();
  const startMs = performance.now();
  const now = () => 1_000 + (performance.now() - startMs) / 1000;
  const pending: Action[] = [];
  let snapshot: PlaySnapshot = { island, world: settle(others), self: "self", pending: 0, playable: true };

  function show(world: World): void {
    snapshot = { ...snapshot, world, pending: pending.length };
    for (const listener of listeners) listener();
  }
  const emit = (effect: PlayEffect) => {
    for (const listener of effects) listener(effect);
  };
  const listen = <T>(all: Set<T>, listener: T) => {
    all.add(listener);
    return () => all.delete(listener);
  };
  const port: PlayPort = {
    getSnapshot: () => snapshot,
    subscribe: (listener) => listen(listeners, listener),
    onEffect: (listener) => listen(effects, listener),
    now,
    play: (action) => {
      const outcome = applyAction(island, snapshot.world, "self", action, now());
      if (!outcome.ok) return outcome;
      pending.push(action);
      show(outcome.world);
      emit({ type: "played", action });
      return { ok: true };
    },
  };

  /** A block: everybody else has taken a step, nodes were gathered, and what was played is confirmed. */
  function confirm(round: number): void {
    const players: Record<string, Player> = { ...snapshot.world.players };
    for (const [index, [key, player]] of Object.entries(players).entries()) {
      if (key === "self") continue;
      const turned = directions.map((_, turn) => directions[(index * 7 + round + turn) & 3] ?? "east");
      const way = turned.find((direction) => isFree(neighbour(player.tile, direction)));
      if (way) players[key] = { ...player, tile: neighbour(player.tile, way), steps: player.steps + 1 };
    }
    const actions = pending.splice(0);
    const nodes = { ...snapshot.world.nodes, [island.camp + 2]: { left: round % 4, since: Math.floor(now()) } };
    show({ players, nodes });
    if (actions.length > 0) emit({ type: "confirmed", actions });
  }

  function isFree(tile: number): boolean {
    const dx = Math.abs((tile % island.width) - (island.camp % island.width));
    const dy = Math.abs(Math.floor(tile / island.width) - Math.floor(island.camp / island.width));
    return dx <= 7 && dy <= 4 && open.has(biomeAt(island, tile));
  }

  /** All of them within one screen around the camp, so that all of them are drawn. */
  function settle(count: number): World {
    const newcomer = readPlayer({ players: {}, nodes: {} }, "nobody");
    const players: Record<string, Player> = { self: newcomer };
    for (let n = 0; n < count; n++) {
      const tile = island.camp + (n % 13) - 6 + ((Math.floor(n / 13) % 7) - 3) * island.width;
      players[`0x${(n + 1).toString(16).padStart(40, "0")}`] = { ...newcomer, tile, steps: n };
    }
    return { players, nodes: {} };
  }
  return { port, confirm };
}

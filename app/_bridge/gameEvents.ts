import { type Address, decodeEventLog } from "viem";

import type { LogEvent } from "@/app/_api/events";
import { hourglassAbi } from "@/app/_chain/generated/abis";
import { newcomer } from "@/game/rules/player";
import type { Node, Player, Tile, World } from "@/game/rules/types";

/** What a block changes in the world besides the own player: others walk, nodes are gathered. */
export type WorldChange = {
  nodes: Record<Tile, Node>;
  /** Where other players went, in order; keys are lowercase addresses. */
  moves: readonly { player: string; tile: Tile; steps: number }[];
};

/**
 * Reads the game's events of one block.
 * @param logs In chain order.
 * @param hourglass Logs of other contracts are ignored.
 */
export function readGameEvents(logs: readonly LogEvent[], hourglass: Address): WorldChange {
  const change: { nodes: Record<Tile, Node>; moves: { player: string; tile: Tile; steps: number }[] } = {
    nodes: {},
    moves: [],
  };
  for (const log of logs) {
    if (log.address !== hourglass.toLowerCase()) continue;
    const [signature, ...topics] = log.topics;
    if (!signature) continue;
    const event = decodeEventLog({ abi: hourglassAbi, data: log.data, topics: [signature, ...topics] });
    switch (event.eventName) {
      case "PlayerJoined":
        change.moves.push({ player: event.args.player.toLowerCase(), tile: Number(event.args.tile), steps: 0 });
        break;
      case "Moved": {
        const { player, toTile, steps } = event.args;
        change.moves.push({ player: player.toLowerCase(), tile: Number(toTile), steps: Number(steps) });
        break;
      }
      case "Gathered": {
        const { tile, left, since } = event.args;
        change.nodes[Number(tile)] = { left: Number(left), since: Number(since) };
        break;
      }
    }
  }
  return change;
}

/**
 * Applies a change to the confirmed world.
 * @param world Confirmed so far.
 * @param change Of the next block.
 * @param self The own player's key: their state is read from the chain completely, not from events.
 */
export function applyWorldChange(world: World, change: WorldChange, self: string | undefined): World {
  const players: Record<string, Player> = { ...world.players };
  for (const { player, tile } of change.moves) {
    if (player === self) continue;
    players[player] = { ...(players[player] ?? newcomer), tile };
  }
  return { players, nodes: { ...world.nodes, ...change.nodes } };
}

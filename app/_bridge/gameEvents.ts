import { type Address, decodeEventLog } from "viem";

import type { LogEvent } from "@/app/_api/events";
import { hourglassAbi } from "@/app/_chain/generated/abis";
import { unnamed } from "@/game/rules/draw";
import { directions } from "@/game/rules/island";
import { startOf } from "@/game/rules/places";
import { unpackPlan } from "@/game/rules/plan";
import type { Direction, Draw, Seconds, Tile, World } from "@/game/rules/types";
import type { Other, Others } from "./playPort";

type OtherChange =
  | { type: "embarked"; seed: number; tile: Tile; endsAt: Seconds }
  | { type: "moved"; tile: Tile; facing: Direction; steps: number }
  | { type: "finished" };

/** What a block changes in the world besides the own player: where others are, and the seeds of days and rooms. */
export type WorldChange = {
  /** In order; keys are lowercase addresses. */
  others: readonly { player: string; change: OtherChange }[];
  days: Record<number, Partial<Draw>>;
  rooms: Record<number, Partial<Draw>>;
};

/**
 * Reads the game's events of one block.
 * @param logs In chain order.
 * @param hourglass Logs of other contracts are ignored.
 */
export function readGameEvents(logs: readonly LogEvent[], hourglass: Address): WorldChange {
  const others: { player: string; change: OtherChange }[] = [];
  const change = { others, days: {} as WorldChange["days"], rooms: {} as WorldChange["rooms"] };
  for (const log of logs) {
    if (log.address !== hourglass.toLowerCase()) continue;
    const [signature, ...topics] = log.topics;
    if (!signature) continue;
    const event = decodeEventLog({ abi: hourglassAbi, data: log.data, topics: [signature, ...topics] });
    const tell = (player: string, told: OtherChange) => others.push({ player: player.toLowerCase(), change: told });
    switch (event.eventName) {
      case "Embarked": {
        const { player, plan, seed, endsAt } = event.args;
        const start = unpackPlan(plan)?.start;
        if (start === undefined) break;
        tell(player, { type: "embarked", seed: Number(seed), tile: startOf(start), endsAt: Number(endsAt) });
        break;
      }
      case "Moved": {
        const { player, path, tile } = event.args;
        tell(player, { type: "moved", tile: Number(tile), ...readPath(path) });
        break;
      }
      case "Finished":
        tell(event.args.player, { type: "finished" });
        break;
      case "DayNamed":
        change.days[Number(event.args.day)] = { block: Number(event.args.block), seed: undefined };
        break;
      case "DayDrawn": {
        const day = Number(event.args.day);
        change.days[day] = { ...change.days[day], seed: Number(event.args.seed) };
        break;
      }
      case "RoomNamed":
        change.rooms[Number(event.args.room)] = { block: Number(event.args.block), seed: undefined };
        break;
      case "RoomDrawn": {
        const room = Number(event.args.room);
        change.rooms[room] = { ...change.rooms[room], seed: Number(event.args.seed) };
        break;
      }
    }
  }
  return change;
}

/** Two bits per step, the first lowest, and a 1 above the last. */
function readPath(path: bigint): { facing: Direction; steps: number } {
  const steps = Math.floor((path.toString(2).length - 1) / 2);
  const last = steps === 0 ? 0 : Number((path >> BigInt(2 * (steps - 1))) & 3n);
  return { facing: directions[last] ?? "south", steps };
}

/** The own player, days and rooms; and where others are. */
export type WorldView = { world: World; others: Others };

/**
 * Applies a change to the confirmed world.
 * @param known Confirmed so far.
 * @param change Of the next block.
 * @param self The own player's key: their state is read from the chain completely, not from events.
 */
export function applyWorldChange(
  { world, others }: WorldView,
  change: WorldChange,
  self: string | undefined,
): WorldView {
  let seen: Others = others;
  for (const { player, change: told } of change.others) if (player !== self) seen = withOther(seen, player, told);
  const isDrawn = Object.keys(change.days).length + Object.keys(change.rooms).length > 0;
  return { others: seen, world: isDrawn ? withDraws(world, change) : world };
}

function withOther(others: Others, player: string, change: OtherChange): Others {
  const { [player]: known, ...rest } = others;
  switch (change.type) {
    case "embarked": {
      const { seed, tile, endsAt } = change;
      return { ...rest, [player]: { seed, tile, endsAt, facing: "south", steps: 0 } };
    }
    case "moved": {
      // Of whoever set out before this page listened, nobody here knows the island: the next reading does.
      if (!known) return others;
      const moved: Other = { ...known, tile: change.tile, facing: change.facing, steps: known.steps + change.steps };
      return { ...rest, [player]: moved };
    }
    case "finished":
      return rest;
  }
}

/** A drawn seed says nothing of its block: what was known of a day or a room stays. Rooms that nobody here asked for are left out. */
function withDraws(world: WorldView["world"], { days, rooms }: WorldChange): WorldView["world"] {
  const ofDays = Object.entries(days).map(([day, draw]) => [day, { ...unnamed, ...world.days[Number(day)], ...draw }]);
  const ofRooms = Object.entries(rooms).flatMap(([number, draw]) => {
    const room = world.rooms[Number(number)];
    return room ? [[number, { ...room, ...draw }] as const] : [];
  });
  return {
    ...world,
    days: { ...world.days, ...Object.fromEntries(ofDays) },
    rooms: { ...world.rooms, ...Object.fromEntries(ofRooms) },
  };
}

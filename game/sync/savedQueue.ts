import type { Action, Direction } from "../rules/types";
import type { Batch } from "./createPrediction";

/** What was played and is not confirmed. */
export type SavedQueue = { nextBatch: number; queue: readonly Action[]; inFlight?: Batch };

const VERSION = 1;
const directions: readonly string[] = ["north", "east", "south", "west"] satisfies Direction[];

export function writeSavedQueue(saved: SavedQueue): string {
  return JSON.stringify({ version: VERSION, ...saved }, (_, value: unknown) =>
    typeof value === "bigint" ? value.toString() : value,
  );
}

/** Undefined when the text is not a queue of this version: storage is input like any other. */
export function parseSavedQueue(text: string): SavedQueue | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isRecord(value) || value.version !== VERSION || !isCount(value.nextBatch)) return undefined;
  const queue = parseActions(value.queue);
  if (!queue) return undefined;
  if (value.inFlight === undefined) return { nextBatch: value.nextBatch, queue };
  if (!isRecord(value.inFlight) || !isCount(value.inFlight.id)) return undefined;
  const actions = parseActions(value.inFlight.actions);
  return actions && { nextBatch: value.nextBatch, queue, inFlight: { id: value.inFlight.id, actions } };
}

function parseActions(value: unknown): readonly Action[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const actions = value.map(parseAction).filter((action) => action !== undefined);
  return actions.length === value.length ? actions : undefined;
}

function parseAction(value: unknown): Action | undefined {
  if (!isRecord(value)) return undefined;
  const { type, path, tile, recipe, item, quest, maxSand, amount } = value;
  switch (type) {
    case "move":
      return Array.isArray(path) && path.every(isDirection) ? { type, path } : undefined;
    case "gather":
      return isCount(tile) ? { type, tile } : undefined;
    case "craft":
      return isCount(recipe) ? { type, recipe } : undefined;
    case "equip":
      return isCount(item) ? { type, item } : undefined;
    case "claim":
      return isCount(quest) ? { type, quest } : undefined;
    case "embark":
    case "finish":
      return { type };
    case "unearth":
      return isCount(tile) ? { type, tile } : undefined;
    case "bank":
      return isAmount(amount) ? { type, amount: BigInt(amount) } : undefined;
    case "buy":
      return isCount(item) && isAmount(maxSand) ? { type, item, maxSand: BigInt(maxSand) } : undefined;
    default:
      return undefined;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isCount(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
}

/** A bigint, as `writeSavedQueue` wrote it. */
function isAmount(value: unknown): value is string {
  return typeof value === "string" && /^\d{1,78}$/.test(value);
}

function isDirection(value: unknown): value is Direction {
  return typeof value === "string" && directions.includes(value);
}

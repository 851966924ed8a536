import { type Action, type ActionName, actions, rowOf } from "../rules/actions";
import type { Batch } from "./coalesce";

/** Actions that were played and are not confirmed. */
export type SavedQueue = { nextBatch: number; queue: readonly Action[]; inFlight?: Batch };

const VERSION = 2;

export function writeSavedQueue(saved: SavedQueue): string {
  return JSON.stringify({ version: VERSION, ...saved }, (_, value: unknown) =>
    typeof value === "bigint" ? value.toString() : value,
  );
}

/** Undefined when the text is not a queue of this version: stored text is checked like any other input. */
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
  if (!isRecord(value) || !isActionName(value.type)) return undefined;
  const read: Record<string, unknown> = { type: value.type };
  for (const [name, argument] of Object.entries(rowOf(value.type).args)) {
    read[name] = argument.parse(value[name]);
    if (read[name] === undefined) return undefined;
  }
  return read as Action;
}

function isActionName(value: unknown): value is ActionName {
  return typeof value === "string" && Object.hasOwn(actions, value);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isCount(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
}

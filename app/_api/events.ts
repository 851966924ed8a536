import * as z from "zod/mini";

import { address, bigintText, hash, hex } from "./primitives";

/** A user operation that was mined, from EntryPoint's events. */
export const operationEvent = z.object({
  userOpHash: hash,
  sender: address,
  /** Zero address: the account paid itself. */
  paymaster: address,
  nonce: bigintText,
  /** False: it was validated and paid, but its calls reverted. */
  success: z.boolean(),
  actualGasCost: bigintText,
  actualGasUsed: bigintText,
  /** The calls' revert data. */
  revertReason: z.optional(hex()),
  transactionHash: hash,
  logIndex: z.int(),
});
export type OperationEvent = z.infer<typeof operationEvent>;

/** A log as it is on chain; decode it with the ABI of the contract at `address`. */
export const logEvent = z.object({
  address,
  topics: z.array(hash).check(z.minLength(1)),
  data: hex(),
  transactionHash: hash,
  logIndex: z.int(),
});
export type LogEvent = z.infer<typeof logEvent>;

/**
 * Message `block` of `GET /api/events`: one block in one message, so that nobody ever sees half of it. The
 * message's id is the block number; a browser that reconnects sends it back and gets what it missed.
 */
export const blockEvent = z.object({
  number: bigintText,
  hash,
  /** Timestamp, Unix seconds. */
  timestamp: bigintText,
  /** When the server heard of it, Unix ms; missing if it was read later. */
  heardAtMs: z.optional(z.number()),
  /** Of the requested account, or of everybody. In chain order. */
  operations: z.array(operationEvent),
  /** Events of the game's contracts, of every player. In chain order. */
  game: z.array(logEvent),
  /** Events of the session module, of the requested account. In chain order. */
  sessions: z.array(logEvent),
});
export type BlockEvent = z.infer<typeof blockEvent>;

/** Message `status`: whether the chain answers. Sent at the start and at each change. */
export const statusEvent = z.object({ chain: z.enum(["up", "down"]), worldId: z.optional(hash) });
export type StatusEvent = z.infer<typeof statusEvent>;

/**
 * Message `reset`: what the page knows may be wrong, it must read the state again. `gap`: it was away too long to receive
 * what it missed. `reorganised`: blocks that it received are no longer in the chain. `world`: another chain.
 */
export const resetEvent = z.object({ reason: z.enum(["gap", "reorganised", "world"]) });
export type ResetEvent = z.infer<typeof resetEvent>;

/**
 * Message `full`, the only one of its stream, which then ends: there is no place for this stream. `address`: too many
 * streams of the same address are open. The browser tries again by itself after `retrySeconds`.
 */
export const fullEvent = z.object({
  reason: z.enum(["address", "server"]),
  /** For the player. */
  text: z.string(),
  allowed: z.int(),
  retrySeconds: z.int(),
});
export type FullEvent = z.infer<typeof fullEvent>;

/** Query of `GET /api/events`. */
export const eventsQuery = z.object({ account: z.optional(address) });

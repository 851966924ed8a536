import * as z from "zod/mini";

/** The parts that can be down, as the page names them. */
export const part = z.enum(["rpc", "bundler", "sponsor", "database", "relay"]);
export type Part = z.infer<typeof part>;

/**
 * Codes of our JSON-RPC errors: those of JSON-RPC 2.0, of ERC-7769 where it defines one, and our own from JSON-RPC's
 * range for servers.
 */
export const errorCode = {
  parse: -32700,
  invalidRequest: -32600,
  methodNotFound: -32601,
  invalidParams: -32602,
  /** A part that the answer needs is down; `data.part` says which. */
  partDown: -32001,
  rateLimited: -32005,
  crossSite: -32010,
  /** The result is larger than one answer may be: request less. */
  answerTooLarge: -32011,
  /** Somebody answered before, and only one answer counts. */
  answeredBefore: -32012,
  /** ERC-7769: validation would reach something forbidden; here, code unknown to this world. */
  bundlingRefused: -32502,
  /** ERC-7769: the paymaster refuses. */
  sponsorRefused: -32501,
  /** ERC-7769: the paymaster is throttled: a budget is used up, and `data.retryAt` says until when. */
  sponsorThrottled: -32504,
} as const;

/** What our errors contain besides code and message. */
export const errorData = z.object({
  part: z.optional(part),
  /** What was seen, for the log and the developer. */
  seen: z.optional(z.string()),
  /** What is allowed instead. */
  allowed: z.optional(z.string()),
  /** Unix seconds from which trying again makes sense. */
  retryAt: z.optional(z.number()),
});
export type ErrorData = z.infer<typeof errorData>;

export const jsonRpcId = z.union([z.string().check(z.maxLength(100)), z.number(), z.null()]);

/** One JSON-RPC 2.0 request. */
export const jsonRpcRequest = z.object({
  jsonrpc: z.literal("2.0"),
  id: z._default(jsonRpcId, null),
  method: z.string().check(z.minLength(1), z.maxLength(64)),
  params: z._default(z.array(z.unknown()).check(z.maxLength(8)), []),
});
export type JsonRpcRequest = z.infer<typeof jsonRpcRequest>;

export type JsonRpcResponse =
  | { jsonrpc: "2.0"; id: string | number | null; result: unknown }
  | { jsonrpc: "2.0"; id: string | number | null; error: { code: number; message: string; data?: unknown } };

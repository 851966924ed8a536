import type { Hex } from "viem";

/** A JSON-RPC error. */
export class RpcFault extends Error {
  readonly code: number;
  readonly data: Hex | undefined;

  constructor(code: number, message: string, data?: Hex) {
    super(message);
    this.code = code;
    this.data = data;
  }
}

/** Answers one JSON-RPC request. */
export type Answer = (method: string, params: readonly unknown[]) => Promise<unknown>;

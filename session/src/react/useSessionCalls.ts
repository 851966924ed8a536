"use client";
import { useCallback, useState } from "react";
import { SessionError } from "../errors/errors.ts";
import { NoSessionError } from "../errors/sessionErrors.ts";
import type { Call } from "../operation/calls.ts";
import type { ContractCall } from "../sessions/contractCall.ts";
import type { CallsReceipt } from "../sessions/types.ts";
import { useSessions } from "./SessionProvider.tsx";

type State = { pending: number; data: CallsReceipt | undefined; error: SessionError | undefined };

/** Sends without a prompt; `data` is the receipt of the last calls that are on chain. */
export function useSessionCalls() {
  const sessions = useSessions();
  const [{ pending, data, error }, setState] = useState<State>({ pending: 0, data: undefined, error: undefined });
  const send = useCallback(
    async (calls: readonly (Call | ContractCall)[]): Promise<CallsReceipt> => {
      setState((state) => ({ ...state, pending: state.pending + 1, error: undefined }));
      try {
        const { current } = sessions;
        if (!current) throw new NoSessionError("No session is open.");
        const receipt = await current.waitForCalls(await current.sendCalls({ calls }));
        setState((state) => ({ pending: state.pending - 1, data: receipt, error: undefined }));
        return receipt;
      } catch (cause) {
        const known = cause instanceof SessionError ? cause : new SessionError("Something went wrong.", { cause });
        setState((state) => ({ ...state, pending: state.pending - 1, error: known }));
        throw cause;
      }
    },
    [sessions],
  );
  return {
    /** Resolves with the receipt when the calls are on chain; rejects like `Session.waitForCalls`. */
    send,
    isPending: pending > 0,
    data,
    error,
  };
}

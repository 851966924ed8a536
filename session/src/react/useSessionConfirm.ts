"use client";
import { useCallback, useEffect, useRef, useState } from "react";
import { OwnerDeclinedError } from "../errors/errors.ts";
import type { SessionRequest } from "../sessions/types.ts";

/** The result of {@link useSessionConfirm}. */
export type SessionConfirm = {
  /** Set while the owner must decide. */
  request: SessionRequest | undefined;
  /** For `open` and `renew`. */
  confirm: (request: SessionRequest) => Promise<void>;
  /** Continue: the owner is asked to sign. */
  accept: () => void;
  /** Cancel: `open` rejects with OwnerDeclinedError. */
  decline: () => void;
};
type Waiting = { resolve: () => void; reject: (error: OwnerDeclinedError) => void };

/** Connects `open({ confirm })` to a card. If the component unmounts, it declines. */
export function useSessionConfirm(): SessionConfirm {
  const [request, setRequest] = useState<SessionRequest | undefined>(undefined);
  const waiting = useRef<Waiting | undefined>(undefined);
  const settle = useCallback((isAccepted: boolean) => {
    const { current } = waiting;
    waiting.current = undefined;
    setRequest(undefined);
    if (isAccepted) current?.resolve();
    else current?.reject(new OwnerDeclinedError("Nothing was signed."));
  }, []);
  const confirm = useCallback(
    (next: SessionRequest) => {
      settle(false);
      setRequest(next);
      return new Promise<void>((resolve, reject) => {
        waiting.current = { resolve, reject };
      });
    },
    [settle],
  );
  useEffect(() => () => waiting.current?.reject(new OwnerDeclinedError("Nothing was signed.")), []);
  const accept = useCallback(() => settle(true), [settle]);
  const decline = useCallback(() => settle(false), [settle]);
  return { request, confirm, accept, decline };
}

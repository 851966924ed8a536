"use client";

import { useState } from "react";
import { useBridgeSnapshot } from "@/app/_bridge/BridgeProvider";

export type Gate = {
  /** The dialog that stands between the player and the game now. */
  shown: "connect" | "grant" | "renew" | "ended" | undefined;
  close: () => void;
  /** Brings back a gate that was closed to look around. */
  reopen: () => void;
  askRenew: () => void;
};

/**
 * Which dialog is open follows from the phase. What the player decided is remembered together with what it was about
 * (a phase, a session), so that it lapses by itself when that is over, without an effect that resets it.
 */
export function useGate(): Gate {
  const { phase, session } = useBridgeSnapshot();
  const sessionKey = session?.id ?? "none";
  const about = `${phase === "granting" ? "connected" : phase}:${sessionKey}`;
  const [closed, setClosed] = useState<string>();
  const [renewing, setRenewing] = useState<string>();

  const isRenewing = renewing === sessionKey;

  return {
    shown: isRenewing ? "renew" : closed === about ? undefined : gateOf(phase),
    close: () => {
      if (isRenewing) setRenewing(undefined);
      else setClosed(about);
    },
    reopen: () => setClosed(undefined),
    askRenew: () => setRenewing(sessionKey),
  };
}

function gateOf(phase: ReturnType<typeof useBridgeSnapshot>["phase"]): Gate["shown"] {
  switch (phase) {
    case "disconnected":
      return "connect";
    case "connected":
    case "granting":
      return "grant";
    case "ended":
      return "ended";
    case "loading":
    case "playing":
      return undefined;
  }
}

"use client";

import { useMemo } from "react";
import { namePlayer } from "@/game/rules/playerName";
import { useBridgeSnapshot, useGameSnapshot } from "./BridgeProvider";

/** Names of the other players on the island, in the order in which they were first seen. */
export function useOtherNames(): readonly string[] {
  const { others } = useGameSnapshot();
  // The set of players changes rarely; their positions change with every block.
  const keys = Object.keys(others).join(" ");
  return useMemo(() => (keys === "" ? [] : keys.split(" ").map(namePlayer)), [keys]);
}

/** The name by which others know this player; undefined while nobody is connected. */
export function useOwnName(): string | undefined {
  const account = useBridgeSnapshot().owner?.account;
  return useMemo(() => account && namePlayer(account), [account]);
}

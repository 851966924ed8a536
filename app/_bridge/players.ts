"use client";

import { useMemo } from "react";
import { namePlayer } from "@/game/rules/playerName";
import { useBridgeSnapshot, useGameSnapshot } from "./BridgeProvider";

/** What the others on the island are called, in the order in which they were first seen. */
export function useOtherNames(): readonly string[] {
  const { self, world } = useGameSnapshot();
  const { players } = world;
  // Who is there changes seldom; where they are changes with every block.
  const keys = Object.keys(players)
    .filter((key) => key !== self)
    .join(" ");
  return useMemo(() => (keys === "" ? [] : keys.split(" ").map(namePlayer)), [keys]);
}

/** What others call this player; undefined while nobody is connected. */
export function useOwnName(): string | undefined {
  const account = useBridgeSnapshot().owner?.account;
  return useMemo(() => account && namePlayer(account), [account]);
}

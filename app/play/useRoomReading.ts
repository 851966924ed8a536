"use client";

import { useEffect, useState } from "react";
import { useBridge } from "@/app/_bridge/BridgeProvider";
import type { RoomReading } from "@/app/_bridge/expedition/viewRoom";
import { askForRoom } from "./askForRoom";

/**
 * Asks the chain for a room until it is known.
 * @param number Which; undefined: none.
 * @param isKnown Whether it is. A reorganisation may take it back.
 * @returns How far that is.
 */
export function useRoomReading(number: number | undefined, isKnown: boolean): RoomReading {
  const { readRoom } = useBridge();
  const [last, setLast] = useState<{ number: number; reading: RoomReading }>();
  useEffect(() => {
    if (number === undefined || isKnown) return undefined;
    return askForRoom(
      () => readRoom(number),
      (reading) => setLast({ number, reading }),
    );
  }, [number, isKnown, readRoom]);
  return last?.number === number ? (last?.reading ?? "reading") : "reading";
}

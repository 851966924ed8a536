"use client";

import { useEffect, useState } from "react";
import { useBridge } from "@/app/_bridge/BridgeProvider";
import type { RoomReading } from "@/app/_bridge/expedition/viewRoom";

const AGAIN_MS = 3_000;

/**
 * Asks the chain for a room, again and again until it answers.
 * @param number Which; undefined: none.
 * @returns How far that is.
 */
export function useRoomReading(number: number | undefined): RoomReading {
  const { readRoom } = useBridge();
  const [last, setLast] = useState<{ number: number; reading: RoomReading }>();
  useEffect(() => {
    if (number === undefined) return undefined;
    let isWanted = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const tell = (reading: RoomReading) => isWanted && setLast({ number, reading });
    const ask = () =>
      readRoom(number).then(
        () => tell("read"),
        () => {
          tell("failed");
          if (isWanted) timer = setTimeout(ask, AGAIN_MS);
        },
      );
    void ask();
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [number, readRoom]);
  return last?.number === number ? (last?.reading ?? "reading") : "reading";
}

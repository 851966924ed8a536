"use client";

import { type Dispatch, type SetStateAction, useState } from "react";
import { readInvitation } from "@/app/_bridge/expedition/viewRoom";
import { type Choices, firstChoices, joining } from "@/app/_bridge/expedition/viewStart";
import { useOwnerSnapshot } from "@/app/_bridge/owner/hooks";

/** What the player chooses for the next expedition. Who was invited to a room, or opened one, begins with it. */
export function useChoices(): [Choices, Dispatch<SetStateAction<Choices>>] {
  const [choices, setChoices] = useState(() =>
    joining(firstChoices, readInvitation(globalThis.location?.search ?? "")),
  );
  const { room } = useOwnerSnapshot();
  const [seen, setSeen] = useState(room);
  if (room !== seen) {
    setSeen(room);
    setChoices((now) => joining(now, room));
  }
  return [choices, setChoices];
}

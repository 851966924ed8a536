"use client";

import { type ReactNode, useState } from "react";
import { useGameSnapshot } from "@/app/_bridge/BridgeProvider";
import { loadPart } from "@/app/_ui/loadPart";
import type { PersonProps, ShownPerson } from "./personProps";

const load = () => import("./Person").then((module) => module.Person);
const Card = loadPart<PersonProps>(load);
/** Without its code nothing is missing that anybody asked for. */
const Button = loadPart<PersonProps>(load, () => null);

/** The card of another player, opened by a press on their figure or by a button that the keyboard finds. Loaded once somebody else is there. */
export function usePerson(): { open: (player: string) => void; button: ReactNode; card: ReactNode } {
  const [shown, onShow] = useState<ShownPerson>();
  const props = { shown, onShow };
  return {
    open: (player) => onShow({ player, isByKey: false }),
    button: <WithOthers {...props} place="button" />,
    card: shown && <Card {...props} place="card" />,
  };
}

function WithOthers(props: PersonProps) {
  const { others } = useGameSnapshot();
  return Object.keys(others).length > 0 && <Button {...props} />;
}

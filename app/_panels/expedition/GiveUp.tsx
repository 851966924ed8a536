"use client";

import { useState } from "react";
import { Button } from "@/app/_ui/Button";
import { Ask } from "./Ask";
import { text } from "./text";

/** Quiet, and asks before the expedition is left as it is. */
export function GiveUp({ onGiveUp }: { onGiveUp: () => void }) {
  const [isAsked, setIsAsked] = useState(false);
  if (!isAsked) {
    return (
      <Button look="quiet" size="small" data-testid="give-up" className="mx-auto" onClick={() => setIsAsked(true)}>
        {text.giveUp.do}
      </Button>
    );
  }
  return (
    <Ask
      question={text.giveUp.ask}
      confirm={text.giveUp.confirm}
      cancel={text.giveUp.cancel}
      testId="give-up-confirm"
      onConfirm={onGiveUp}
      onCancel={() => setIsAsked(false)}
    >
      <p className="text-sm text-mist">{text.giveUp.lead}</p>
    </Ask>
  );
}

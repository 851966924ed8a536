"use client";

import { Shovel } from "lucide-react";
import { useHidden, usePlay, useRefuse } from "@/app/_bridge/hud";
import { Button } from "@/app/_ui/Button";
import { cx } from "@/app/_ui/cx";

/** Digs or opens, where something is hidden within reach; nothing else shows it. */
export function UnearthButton({ disabled }: { disabled: boolean }) {
  const hidden = useHidden();
  const play = usePlay();
  const refuse = useRefuse();
  if (!hidden) return null;
  const { tile, label, whyNot } = hidden;
  return (
    <Button
      data-testid="unearth"
      data-tile={tile}
      look={whyNot ? "quiet" : "primary"}
      size="large"
      disabled={disabled}
      className={cx("pointer-events-auto shadow-lg", whyNot && "bg-night-900/90")}
      icon={<Shovel aria-hidden className="size-6" />}
      onClick={() => (whyNot ? refuse(whyNot) : play({ type: "unearth", tile }))}
    >
      {label}
    </Button>
  );
}

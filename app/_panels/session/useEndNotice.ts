"use client";

import { useEffect } from "react";
import { useSecondsLeft, useSession } from "@/app/_bridge/clock";
import { showSystemNotice } from "@/app/_settings/systemNotice";
import { useSettings } from "@/app/_settings/useSettings";
import { readWarning } from "./warning";

/** Tells a player who looks at another tab, and allowed it, that the hour ends soon or is over. Used once per page. */
export function useEndNotice(): void {
  const seconds = useSecondsLeft();
  const { systemNotices } = useSettings();
  const text = useSession()?.state === "expired" ? "Your hour is over." : readWarning(seconds)?.text;
  useEffect(() => {
    if (systemNotices && text && document.visibilityState === "hidden") showSystemNotice(text);
  }, [text, systemNotices]);
}

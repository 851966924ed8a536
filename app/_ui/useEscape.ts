"use client";

import { useEffect } from "react";

/** Escape gives the keys back to what lies behind: whatever had the focus, a field, a button, loses it. Dialogs close by it. */
export function useEscape(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const focused = document.activeElement;
      if (event.key !== "Escape" || event.defaultPrevented || !(focused instanceof HTMLElement)) return;
      if (!focused.closest("[role=dialog]")) focused.blur();
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, []);
}

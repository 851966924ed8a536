import type { MouseEvent } from "react";

/**
 * A press by mouse takes no focus, so that the keys go on walking; and a field that was typed into before gives it up, unless
 * the press belongs to its form or dialog. Focus that the keyboard moves is not touched.
 */
export function keepFocus(event: MouseEvent): void {
  event.preventDefault();
  const focused = document.activeElement;
  if (!(focused instanceof HTMLElement) || focused.contains(event.currentTarget)) return;
  if (!focused.closest("form, [role=dialog]")?.contains(event.currentTarget)) focused.blur();
}

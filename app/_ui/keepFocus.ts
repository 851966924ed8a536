import type { MouseEvent } from "react";

/** A press by mouse leaves the focus where it was, so that the keys go on walking. Focus by keyboard is not touched. */
export function keepFocus(event: MouseEvent): void {
  event.preventDefault();
}

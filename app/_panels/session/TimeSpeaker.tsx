"use client";

import { useSecondsLeft } from "@/app/_bridge/clock";
import { readSpokenWarning } from "./warning";

/** Says that the hour ends soon, once per mark: a clock that talks every second is noise. */
export function TimeSpeaker() {
  return (
    <span role="status" data-testid="time-spoken" className="sr-only">
      {readSpokenWarning(useSecondsLeft())?.text}
    </span>
  );
}

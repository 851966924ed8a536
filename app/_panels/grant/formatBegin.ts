import { formatTime } from "@/app/_ui/format";

/** "19:30", and on another day "19:30 on 1 December", where the reader is. Takes Unix seconds. */
export function formatBegin(seconds: number, nowMs = Date.now()): string {
  const at = new Date(seconds * 1_000);
  if (at.toDateString() === new Date(nowMs).toDateString()) return formatTime(seconds);
  return `${formatTime(seconds)} on ${at.toLocaleDateString("en-GB", { day: "numeric", month: "long" })}`;
}

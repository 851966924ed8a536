import { formatClock, formatTime } from "@/app/_ui/format";

/** Every text about rooms. */
export const room = {
  number: "Number of the room",
  lead: "One island and one start for all who join.",
  which: "Type the number of a room, or open one.",
  problems: {
    unknown: "There is no room with this number.",
    over: "This room is over.",
    reading: "Looking for this room…",
    unread: "The blockchain is not responding. Looking again in a moment.",
  },
  starts: (seconds: number) => `Starts in ${formatClock(seconds)}`,
  runs: "The expedition runs. You can still join.",
  draws: "The room waits for its island. It is drawn in a few seconds.",
  join: "Join now",
  waits: { start: "Waiting for the start", island: "Waiting for the island" },
  share: (number: number) => `Link to room ${number}`,
  copy: "Copy the link",
  board: "Board of this room",
  open: {
    title: "Open a room",
    lead: "You choose how long and when. Whoever has the link can join.",
    length: "How long",
    start: "Starts in",
    minutes: (minutes: number) => `${minutes} min`,
    ask: "Open this room",
    noKey: "You need a key that runs.",
    tooLong: (minutes: number, until: number) =>
      `Needs ${minutes} min of your key, which ends at ${formatTime(until)}.`,
  },
};

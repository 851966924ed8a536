import { nameLength } from "@/app/_board/boards";
import { formatCount, plural } from "@/app/_ui/format";

// What the card of another player says, in one place.

export const text = {
  open: (count: number) => `Cards of ${plural(count, "player")} on the island`,
  title: (name: string) => `Card of ${name}`,
  out: (length: number, points: number) => `Out on a ${nameLength(length)}: ${plural(points, "point")} banked`,
  last: (length: number, points: number) => `Last expedition, a ${nameLength(length)}: ${plural(points, "point")}`,
  rank: (rank: number) => `Rank ${formatCount(rank)} on the day’s board`,
  ...{ reading: "Reading…", none: "No expedition of theirs is in the lists yet." },
  ...{ down: "Their points cannot be read right now.", behind: "The lists are behind the chain." },
  ...{ watch: "Watch", page: "Their page", newTab: "opens in a new tab", next: "Next player", close: "Close the card" },
};

"use client";

import { useQuery } from "@tanstack/react-query";
import { Trophy } from "lucide-react";
import Link from "next/link";
import { lengths, nameLength } from "@/app/_board/boards";
import { Empty } from "@/app/_board/Empty";
import { readBoard } from "@/app/_board/read";
import { namePlayer } from "@/game/rules/playerName";
import { text } from "./text";

const REFRESH_MS = 30_000;

/** Nobody is out on the island; what to do, and the best run of the day. */
export function Nobody({ elsewhere }: { elsewhere: number }) {
  return (
    <div data-testid="watch-nobody" className="grid gap-3">
      {elsewhere > 0 ? (
        <Empty title={text.empty.title}>{text.empty.lead(elsewhere)}</Empty>
      ) : (
        <Empty title={text.nobody.title}>{text.nobody.lead}</Empty>
      )}
      <BestToday />
    </div>
  );
}

/** Lengths are compared by their results. Where they cannot be read nothing is missing. */
function BestToday() {
  const { data: best } = useQuery({
    queryKey: ["best-today"],
    queryFn: async ({ signal }) => {
      const boards = await Promise.all(
        lengths.map(async ({ id }) => {
          const { players } = await readBoard({ view: "today", length: id, you: undefined }, signal, 1);
          return players.map((place) => ({ ...place, length: id }));
        }),
      );
      const [first] = boards.flat().sort((a, b) => (b.result ?? 0) - (a.result ?? 0) || b.points - a.points);
      return first && first.points > 0 ? first : null;
    },
    refetchInterval: REFRESH_MS,
    retry: 1,
  });
  if (best === undefined) return null;
  return (
    <p data-testid="watch-best" className="row flex items-center gap-3 px-4 py-3 text-sand-50">
      <Trophy aria-hidden className="size-5 shrink-0 text-sand-300" />
      {best === null ? (
        text.noBest
      ) : (
        <Link href={`/player/${best.account}`} className="underline underline-offset-4">
          {text.bestToday(namePlayer(best.account), best.points, nameLength(best.length))}
        </Link>
      )}
    </p>
  );
}

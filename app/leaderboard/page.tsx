import type { Metadata } from "next";
import { address } from "@/app/_api/primitives";
import { BoardTabs, type BoardView } from "@/app/_board/BoardTabs";
import { LeaderboardView } from "@/app/_board/LeaderboardView";
import { SiteHeader } from "@/app/_board/SiteHeader";
import { WeekView } from "@/app/_board/WeekView";

export const metadata: Metadata = {
  title: "Leaderboard",
  description: "The best expeditions of the week, and who walked, gathered, crafted and claimed most on the island.",
};

const words: Record<BoardView, string> = {
  week: "Who made the most of an hour on the island, as the chain tells it. A relic counts most, a grain of Sand least.",
  all: "What everybody did on the island, as the chain tells it. A quest counts most, a step least.",
};

type Props = { searchParams: Promise<{ you?: string | string[]; view?: string | string[] }> };

export default async function LeaderboardPage({ searchParams }: Props) {
  const query = await searchParams;
  const { data: you } = address.safeParse(query.you);
  const view: BoardView = query.view === "all" ? "all" : "week";
  return (
    <>
      <SiteHeader>
        <h1 className="text-4xl font-semibold text-sand-50 sm:text-5xl">Leaderboard</h1>
        <p className="mt-3 max-w-xl text-lg text-sand-100">{words[view]}</p>
      </SiteHeader>
      <main className="mx-auto w-full max-w-6xl px-4 pt-2 pb-20 sm:px-5">
        <BoardTabs view={view} you={you} />
        {view === "all" ? <LeaderboardView you={you} /> : <WeekView you={you} />}
      </main>
    </>
  );
}

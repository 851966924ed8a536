import type { Metadata } from "next";
import { address } from "@/app/_api/primitives";
import { BoardPlaces } from "@/app/_board/BoardPlaces";
import { BoardTabs } from "@/app/_board/BoardTabs";
import { type BoardView, nameDay, readShown } from "@/app/_board/boards";
import { SiteHeader } from "@/app/_board/SiteHeader";

export const metadata: Metadata = {
  title: "Leaderboard",
  description: "The best expeditions of today and of this week, the league of daily results, and private rooms.",
};

const words: Record<BoardView, string> = {
  today: "The best expeditions on today’s island, as the chain tells them.",
  week: "The best daily expeditions of the week, as the chain tells them.",
  league: "Play often: the five best days of a week count. A result of 100 is par.",
  room: "The expeditions of a private room, as the chain tells them.",
};

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function LeaderboardPage({ searchParams }: Props) {
  const query = await searchParams;
  const { data: you } = address.safeParse(query.you);
  const shown = readShown(query, you);
  return (
    <>
      <SiteHeader>
        <h1 className="text-4xl font-semibold text-sand-50 sm:text-5xl">Leaderboard</h1>
        <p className="mt-3 max-w-xl text-lg text-sand-100">
          {shown.day === undefined
            ? words[shown.view]
            : `The best expeditions on the island of ${nameDay(shown.day)}, as the chain tells them.`}
        </p>
      </SiteHeader>
      <main className="mx-auto w-full max-w-6xl px-4 pt-2 pb-20 sm:px-5">
        <BoardTabs shown={shown} />
        <BoardPlaces shown={shown} />
      </main>
    </>
  );
}

import type { Metadata } from "next";
import { address } from "@/app/_api/primitives";
import { LeaderboardView } from "@/app/_board/LeaderboardView";
import { SiteHeader } from "@/app/_board/SiteHeader";

export const metadata: Metadata = {
  title: "Leaderboard",
  description: "Who walked, gathered, crafted and claimed most on the island.",
};

type Props = { searchParams: Promise<{ you?: string | string[] }> };

export default async function LeaderboardPage({ searchParams }: Props) {
  const you = address.safeParse((await searchParams).you);
  return (
    <>
      <SiteHeader>
        <h1 className="text-4xl font-semibold text-sand-50 sm:text-5xl">Leaderboard</h1>
        <p className="mt-3 max-w-xl text-lg text-sand-100">
          What everybody did on the island, as the chain tells it. A quest counts most, a step least.
        </p>
      </SiteHeader>
      <main className="mx-auto w-full max-w-6xl px-4 pt-2 pb-20 sm:px-5">
        <LeaderboardView you={you.data} />
      </main>
    </>
  );
}

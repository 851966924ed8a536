import type { Metadata } from "next";
import { address } from "@/app/_api/primitives";
import { SiteHeader } from "@/app/_board/SiteHeader";
import { WatchRoot } from "@/app/_watch/WatchRoot";

export const metadata: Metadata = {
  title: "Watch",
  description: "The island of today, live: who is out, where they are and what they carry. No wallet needed.",
};

type Props = { searchParams: Promise<{ follow?: string | string[] }> };

export default async function WatchPage({ searchParams }: Props) {
  const { data: follow } = address.safeParse((await searchParams).follow);
  return (
    <>
      <SiteHeader>
        <h1 className="text-4xl font-semibold text-sand-50 sm:text-5xl">Watch</h1>
        <p className="mt-3 max-w-xl text-lg text-sand-100">The island live, as the chain tells it. Follow anybody.</p>
      </SiteHeader>
      <main className="w-full px-4 pt-2 pb-12 sm:px-5">
        <WatchRoot follow={follow} />
      </main>
    </>
  );
}

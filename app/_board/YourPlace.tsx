"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { plural } from "@/app/_ui/format";
import { readPlayer } from "./read";

/** For who is not among those shown. */
export function YourPlace({ account }: { account: string }) {
  const { data } = useQuery({
    queryKey: ["player", account],
    queryFn: ({ signal }) => readPlayer(account, signal),
    networkMode: "always",
  });
  if (!data?.sums) return null;
  return (
    <p data-testid="your-place" className="row mt-4 px-5 py-4 text-sand-100">
      You are in place <strong className="text-sand-50">{data.sums.rank.toLocaleString("en")}</strong> with{" "}
      {plural(data.sums.score, "point")}.{" "}
      <Link href={`/player/${account}`} className="underline underline-offset-4">
        Your page
      </Link>
    </p>
  );
}

import Link from "next/link";
import type { BoardPlace } from "@/app/_api/boards";
import { formatCount, plural } from "@/app/_ui/format";

type Props = { account: string; own: BoardPlace | undefined };

/** For who is not among those shown. */
export function OwnPlace({ account, own }: Props) {
  return (
    <p data-testid="your-place" className="row mt-4 px-5 py-4 text-sand-100">
      {own ? (
        <>
          You are in place <strong className="text-sand-50">{formatCount(own.rank)}</strong> with{" "}
          {plural(own.points, "point")}.
        </>
      ) : (
        "You are not on this board yet."
      )}{" "}
      <Link href={`/player/${account}`} className="underline underline-offset-4">
        Your page
      </Link>
    </p>
  );
}

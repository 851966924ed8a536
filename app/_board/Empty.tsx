import Link from "next/link";
import type { ReactNode } from "react";
import { buttonClass } from "@/app/_ui/Button";
import { PixelHourglass } from "@/app/_ui/PixelHourglass";

/** Nothing happened yet; the way to change that. */
export function Empty({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div data-testid="board-empty" className="panel grid justify-items-center gap-4 px-6 py-12 text-center">
      <PixelHourglass left={1} className="h-21 w-15" />
      <h2 className="text-2xl font-semibold text-sand-50">{title}</h2>
      <p className="max-w-md text-mist">{children}</p>
      <Link href="/play" className={buttonClass("primary", "medium")}>
        Play
      </Link>
    </div>
  );
}

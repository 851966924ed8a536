import { Eye, type LucideIcon, Play, Trophy } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { buttonClass } from "@/app/_ui/Button";
import { Logo } from "@/app/_ui/Logo";
import { type Ridge, ridgePath } from "./ridge";

const width = 1600;
const height = 120;
const unit = 4;

const far: Ridge = {
  base: 46,
  waves: [
    { height: 18, length: 900, shift: 0.6 },
    { height: 7, length: 310, shift: 2 },
  ],
};
const near: Ridge = {
  base: 84,
  waves: [
    { height: 14, length: 1300, shift: 3.4 },
    { height: 5, length: 270, shift: 1 },
  ],
};

/** Night over the dunes. */
export function SiteHeader({ children }: { children: ReactNode }) {
  return (
    <header className="relative overflow-hidden bg-linear-to-b from-night-950 via-[#1c1850] to-[#43296b] pb-24">
      <svg
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="xMidYMax slice"
        aria-hidden="true"
        className="absolute inset-x-0 bottom-0 h-24 w-full"
      >
        <path d={ridgePath(far, width, height, unit)} fill="#2b2160" />
        <path d={ridgePath(near, width, height, unit)} className="fill-night-950" />
      </svg>
      <nav
        aria-label="Site"
        className="relative mx-auto flex w-full max-w-6xl items-center justify-between gap-3 px-5 py-5"
      >
        <Link href="/" aria-label="Hourglass, home page">
          <Logo />
        </Link>
        <div className="flex flex-wrap items-center justify-end gap-1 sm:gap-3">
          <SiteLink href="/watch" Icon={Eye} label="Watch" />
          <SiteLink href="/leaderboard" Icon={Trophy} label="Leaderboard" />
          <Link href="/play" className={buttonClass("primary", "medium")}>
            <Play aria-hidden className="size-4 fill-current max-sm:hidden" />
            Play
          </Link>
        </div>
      </nav>
      <div className="relative mx-auto w-full max-w-6xl px-5 pt-4 sm:pt-8">{children}</div>
    </header>
  );
}

function SiteLink({ href, Icon, label }: { href: string; Icon: LucideIcon; label: string }) {
  return (
    <Link
      href={href}
      className="inline-flex min-h-11 items-center rounded-lg px-3 text-sand-100 max-sm:px-2 underline-offset-4 hover:underline"
    >
      {/* No room for the word beside the name of the game on a phone. */}
      <Icon aria-hidden className="size-5 sm:hidden" />
      <span className="max-sm:sr-only">{label}</span>
    </Link>
  );
}

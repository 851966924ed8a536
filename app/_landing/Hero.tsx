import { Play } from "lucide-react";
import Link from "next/link";
import { buttonClass } from "../_ui/Button";
import { Logo } from "../_ui/Logo";
import { HeroScene } from "./HeroScene";

/** The first screen: what this is, and the way in. */
export function Hero() {
  return (
    <header className="relative flex min-h-[min(100dvh,56rem)] flex-col overflow-hidden bg-linear-to-b from-night-950 via-[#2b2160] via-45% to-[#b9616b]">
      {/* A phone on its side has room beside the words, not below them. */}
      <div className="absolute inset-x-0 bottom-0 h-[46%] min-h-72 sm:h-[62%] short:left-[34%] short:h-full">
        <HeroScene />
      </div>
      <div className="absolute inset-x-0 bottom-0 h-28 bg-linear-to-b from-transparent to-night-950" />
      <div className="absolute inset-0 hidden bg-linear-to-r from-night-950/90 from-35% to-transparent to-65% short:block" />
      <nav
        aria-label="Site"
        className="relative mx-auto flex w-full max-w-6xl items-center justify-between px-5 py-5 short:py-1.5"
      >
        <Logo />
        <div className="flex items-center sm:gap-3">
          <a
            href="#key"
            className="inline-flex min-h-11 items-center rounded-lg px-3 text-sand-100 underline-offset-4 hover:underline max-sm:hidden"
          >
            How the key works
          </a>
          <Link
            href="/leaderboard"
            className="inline-flex min-h-11 items-center rounded-lg px-3 text-sand-100 underline-offset-4 hover:underline"
          >
            Leaderboard
          </Link>
        </div>
      </nav>
      <div className="relative mx-auto w-full max-w-6xl px-5 pt-6 sm:pt-10 short:pt-2">
        <h1 className="max-w-3xl text-[2.6rem] leading-[1.04] font-semibold text-sand-50 sm:text-6xl short:max-w-[50%] short:text-4xl">
          Explore an island. You have one hour.
        </h1>
        <p className="mt-5 max-w-xl text-lg leading-relaxed text-sand-100 short:mt-3 short:max-w-[50%] short:text-base short:leading-snug">
          An exploration game on a blockchain. Agree once, then play for an hour with no pop-ups and no fees. After the
          hour your key no longer works.
        </p>
        <div className="mt-7 flex flex-wrap items-center gap-x-5 gap-y-3 short:mt-4 short:mb-4">
          <Link href="/play" data-testid="play" className={`${buttonClass("primary", "large")} px-9 text-xl`}>
            <Play aria-hidden className="size-5 fill-current" />
            Play
          </Link>
          <p className="text-sm text-sand-50">No wallet needed. No sign-up.</p>
        </div>
      </div>
    </header>
  );
}

import { Play } from "lucide-react";
import Link from "next/link";
import { preload } from "react-dom";
import { buttonClass } from "@/app/_ui/Button";
import { Logo } from "@/app/_ui/Logo";
import { BestRun } from "./BestRun";
import { IslandStage } from "./IslandStage";

const links = [
  { href: "/watch", label: "Watch" },
  { href: "/leaderboard", label: "Leaderboard" },
];

/** The first screen: the island, what this is, and the way in. */
export function Hero() {
  // The painter asks for them later: they come while its code does.
  for (const name of ["sprites", "ground"]) preload(`/game/${name}.png`, { as: "image" });
  return (
    <IslandStage>
      <div className="absolute inset-x-0 top-0 -z-10 h-32 bg-linear-to-b from-night-950/80 to-transparent" />
      <div className="absolute inset-y-0 left-0 -z-10 w-[50rem] max-w-full bg-linear-to-r from-night-950/90 via-night-950/60 to-transparent max-sm:hidden" />
      <div className="absolute inset-x-0 bottom-0 -z-10 h-[28rem] bg-linear-to-b from-transparent via-night-950/85 via-40% to-night-950 sm:h-16" />
      <nav
        aria-label="Site"
        data-over-island
        className="flex w-full flex-wrap text-shadow-[0_1px_10px_rgb(13_12_34/0.9)] items-center justify-between px-5 py-4 sm:px-10 forced-colors:bg-[Canvas]"
      >
        <Logo />
        <div className="flex flex-wrap">
          {links.map(({ href, label }) => (
            <Link
              key={href}
              href={href}
              className="inline-flex min-h-11 items-center rounded-lg px-3 text-sand-50 underline-offset-4 hover:underline"
            >
              {label}
            </Link>
          ))}
        </div>
      </nav>
      <div
        data-over-island
        className="mt-auto grid gap-5 text-shadow-[0_1px_10px_rgb(13_12_34/0.9)] px-5 pb-6 sm:my-auto sm:w-fit sm:max-w-full sm:px-10 sm:pb-0 forced-colors:bg-[Canvas]"
      >
        <h1 className="text-[min(2.5rem,15vw)] leading-[1.05] font-semibold text-sand-50 sm:text-5xl lg:text-6xl">
          Explore an island. <br className="max-sm:hidden" />
          You have one hour.
        </h1>
        <div className="flex flex-wrap items-center gap-x-5 gap-y-3">
          <Link
            href="/play"
            data-testid="play"
            className={`${buttonClass("primary", "large")} px-10 text-xl text-shadow-none`}
          >
            <Play aria-hidden className="size-5 fill-current" />
            Play
          </Link>
          <p className="text-sand-50">No wallet, no sign-up, no fees.</p>
        </div>
        <BestRun />
      </div>
    </IslandStage>
  );
}

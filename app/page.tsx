import { Ban, Compass, GraduationCap, Play, ShieldCheck } from "lucide-react";
import Link from "next/link";
import { AudienceCard } from "./_landing/AudienceCard";
import { HeroScene } from "./_landing/HeroScene";
import { Step } from "./_landing/Step";
import { buttonClass } from "./_ui/Button";
import { Logo } from "./_ui/Logo";

const never = [
  "send or sell what you own",
  "approve anybody to take it",
  "touch another contract",
  "make or widen a key",
  "live longer than the hour",
];

export default function LandingPage() {
  return (
    <>
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
            An island on chain. A key for one hour.
          </h1>
          <p className="mt-5 max-w-xl text-lg leading-relaxed text-sand-100 short:mt-3 short:max-w-[50%] short:text-base short:leading-snug">
            Hourglass is a game of exploring that lives on a blockchain. You sign once, and for the next hour a key in
            your browser plays every step: no pop-ups, no fees. When the sand runs out, the key is worthless.
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

      <main>
        <section aria-labelledby="for-title" className="mx-auto max-w-6xl px-5 py-16 sm:py-20">
          <h2 id="for-title" className="text-3xl font-semibold text-sand-50 sm:text-4xl">
            Three things at once
          </h2>
          <ul className="mt-8 grid gap-4 md:grid-cols-3">
            <AudienceCard Icon={Compass} title="A game, for players">
              Walk the coast, gather, craft boots and a raft, find what lies in the ruins. Everything you find is yours,
              on chain, on your phone or at a desk.
            </AudienceCard>
            <AudienceCard Icon={ShieldCheck} title="A reference, for developers">
              Session keys with limits that the chain enforces, sponsored gas, and a lane that never loses a move. Each
              part can be lifted into your own product.
            </AudienceCard>
            <AudienceCard Icon={GraduationCap} title="A kit, for workshops">
              Chain, bundler, sponsor and game on one laptop, with one command and no internet. The room plays on it,
              then reads how it works.
            </AudienceCard>
          </ul>
        </section>

        <section id="key" aria-labelledby="key-title" className="border-y border-sand-200/12 bg-night-900">
          <div className="mx-auto max-w-6xl px-5 py-16 sm:py-20">
            <h2 id="key-title" className="text-3xl font-semibold text-sand-50 sm:text-4xl">
              How the one-hour key works
            </h2>
            <ol className="mt-10 grid gap-9 lg:grid-cols-4 lg:gap-8">
              <Step number={1} title="Read" left={1}>
                A card says which functions the key may call, for how long, how often, and what a thief could do with
                it.
              </Step>
              <Step number={2} title="Sign once" left={0.95}>
                You sign that card as one message. No transaction, no fee. What you read is what the chain enforces.
              </Step>
              <Step number={3} title="Play" left={0.5}>
                The key lives in your browser and cannot be copied out of it. It signs your steps; the sponsor pays for
                them.
              </Step>
              <Step number={4} title="Let it run out" left={0}>
                After an hour, or one tap on “End session”, the chain refuses the key for good. What you found stays
                yours.
              </Step>
            </ol>
            <div className="row mt-12 px-5 py-5 sm:px-7">
              <h3 className="text-lg font-semibold text-ember-300">What the key can never do</h3>
              <ul className="mt-3 flex flex-wrap gap-x-7 gap-y-2 text-sand-100">
                {never.map((words) => (
                  <li key={words} className="flex items-center gap-2">
                    <Ban aria-hidden className="size-4 shrink-0 text-ember-400" />
                    {words}
                  </li>
                ))}
              </ul>
            </div>
          </div>
        </section>

        <section
          aria-labelledby="start-title"
          className="mx-auto grid max-w-6xl justify-items-center gap-6 px-5 py-20 text-center"
        >
          <h2 id="start-title" className="text-3xl font-semibold text-sand-50 sm:text-4xl">
            The tide is out. Come ashore.
          </h2>
          <Link href="/play" className={buttonClass("primary", "large")}>
            Play as a guest
          </Link>
        </section>
      </main>

      <footer className="border-t border-sand-200/12 px-5 py-8 text-center text-sm text-mist">
        Open source under the MIT licence. Everything on the island is drawn by code.
      </footer>
    </>
  );
}

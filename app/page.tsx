import { Compass, GraduationCap, ShieldCheck } from "lucide-react";
import { AudienceCard } from "./_landing/AudienceCard";
import { Hero } from "./_landing/Hero";
import { HowTheKeyWorks } from "./_landing/HowTheKeyWorks";

export default function LandingPage() {
  return (
    <>
      <Hero />

      <main>
        <section aria-labelledby="for-title" className="mx-auto max-w-6xl px-5 py-16 sm:py-20">
          <h2 id="for-title" className="text-3xl font-semibold text-sand-50 sm:text-4xl">
            For players, developers and workshops
          </h2>
          <ul className="mt-8 grid gap-4 md:grid-cols-3">
            <AudienceCard Icon={Compass} title="A game, for players">
              Gather, dig for relics, and be home before the last grain falls. Everybody gets the same island each day,
              on a phone or at a desk.
            </AudienceCard>
            <AudienceCard Icon={ShieldCheck} title="A reference, for developers">
              Session keys with limits that the chain enforces, sponsored gas, and no lost moves: a kit to install in
              your own product.
            </AudienceCard>
            <AudienceCard Icon={GraduationCap} title="A kit, for workshops">
              Chain, bundler, sponsor and game on one laptop, with one command and no internet. Everyone plays, then you
              read the code together.
            </AudienceCard>
          </ul>
        </section>

        <HowTheKeyWorks />
      </main>

      <footer className="border-t border-sand-200/12 px-5 py-8 text-center text-sm text-mist">
        Open source under the MIT licence. Everything on the island is drawn by code.
      </footer>
    </>
  );
}

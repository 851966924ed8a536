import { Ban } from "lucide-react";
import { Step } from "./Step";

const never = [
  "send or sell what you own",
  "let anyone else take it",
  "call another contract",
  "extend its own permissions",
  "work after the hour",
];

/** Four steps from reading the card to the end of the hour, and what stays out of reach. */
export function HowTheKeyWorks() {
  return (
    <section id="key" aria-labelledby="key-title" className="border-y border-sand-200/12 bg-night-900">
      <div className="mx-auto max-w-6xl px-5 py-16 sm:py-20">
        <h2 id="key-title" className="text-3xl font-semibold text-sand-50 sm:text-4xl">
          How the one-hour key works
        </h2>
        <ol className="mt-10 grid gap-9 lg:grid-cols-4 lg:gap-8">
          <Step number={1} title="Read" left={1}>
            A card says what the key may do, for how long, how often, and what a thief could do with it.
          </Step>
          <Step number={2} title="Sign once" left={0.95}>
            You sign that card. No transaction, no fee. The chain enforces exactly what you read.
          </Step>
          <Step number={3} title="Play" left={0.5}>
            The key stays in your browser and cannot be copied. It signs your moves, and Hourglass pays for them.
          </Step>
          <Step number={4} title="Let it run out" left={0}>
            After an hour, or when you press “End session”, the key no longer works. What you found stays yours.
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
  );
}

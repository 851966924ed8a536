"use client";

import Link from "next/link";
import { catalogue } from "./catalogue";

/** All states by name, each also with long names and large numbers. */
export function StateIndex() {
  return (
    <main className="mx-auto grid w-full max-w-4xl gap-8 px-4 py-10 sm:px-5">
      <h1 className="text-4xl font-semibold text-sand-50">States</h1>
      {catalogue.map(({ title, states }) => (
        <section key={title} aria-label={title}>
          <h2 className="mb-3 text-xl font-semibold text-sand-50">{title}</h2>
          <ul className="grid gap-x-6 gap-y-1 sm:grid-cols-2">
            {states.map((state) => (
              <li key={state.name} className="flex min-h-9 items-center justify-between gap-4">
                <Link data-state={state.name} href={`/states/${state.name}`} className="underline underline-offset-4">
                  {state.title}
                </Link>
                <Link
                  href={`/states/${state.name}?size=large`}
                  aria-label={`${state.title}, large`}
                  className="text-sm text-mist underline underline-offset-4"
                >
                  large
                </Link>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </main>
  );
}

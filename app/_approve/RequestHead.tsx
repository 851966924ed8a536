import type { Answerable } from "@/app/_bridge/link/readRequest";

/** Who asks, as far as that can be known: a name that nobody vouches for, and a code to compare. */
export function RequestHead({ request: { name, code } }: Pick<Answerable, "request">) {
  return (
    <section
      aria-label="Who asks"
      className="panel grid gap-4 px-5 py-5 sm:grid-cols-[1fr_auto] sm:items-center sm:px-7"
    >
      <div className="min-w-0">
        <h2 data-testid="request-name" className="text-2xl leading-tight font-semibold wrap-anywhere text-sand-50">
          <bdi>{name}</bdi> asks to play for you
        </h2>
        <p className="mt-1.5 text-mist">
          Continue only if you started this yourself, and the other device shows the same code.
        </p>
      </div>
      <p className="row px-5 py-3 text-center">
        <span className="block text-sm text-mist">Code</span>
        <code translate="no" data-testid="request-code" className="font-mono text-2xl font-semibold text-sand-50">
          {code}
        </code>
      </p>
    </section>
  );
}

import type { Expedition } from "@/app/_api/player";
import { ExpeditionCard } from "./ExpeditionCard";

export function Expeditions({ expeditions }: { expeditions: readonly Expedition[] }) {
  return (
    <section aria-labelledby="expeditions-title">
      <h2 id="expeditions-title" className="text-2xl font-semibold text-sand-50">
        Expeditions
      </h2>
      <p className="mt-1 text-mist">Each is one session: one grant, one key, at most one hour.</p>
      {expeditions.length === 0 ? (
        <p className="row mt-5 px-5 py-6 text-mist">None yet: this account played without a session key.</p>
      ) : (
        <ol className="mt-5 grid gap-3">
          {expeditions.map((expedition) => (
            <ExpeditionCard key={expedition.session} expedition={expedition} />
          ))}
        </ol>
      )}
    </section>
  );
}

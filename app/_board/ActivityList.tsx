import type { ActivityPage } from "@/app/_api/projections";
import { formatAgo } from "@/app/_ui/format";

/** What the player did last, in words. */
export function ActivityList({ activities }: Pick<ActivityPage, "activities">) {
  return (
    <section aria-labelledby="activity-title">
      <h2 id="activity-title" className="text-2xl font-semibold text-sand-50">
        Activity
      </h2>
      <p className="mt-1 text-mist">{activities.length === 0 ? "Nothing yet." : "The newest first."}</p>
      <ol className="mt-5 grid gap-2">
        {activities.map(({ id, kind, words, seconds }) => (
          <li key={id} data-testid="activity" data-kind={kind} className="row px-4 py-3">
            <span className="block text-sand-50">{words}</span>
            <span className="block text-sm text-mist">{formatAgo(seconds)}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}

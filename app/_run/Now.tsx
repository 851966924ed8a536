import { formatClock, formatCount } from "@/app/_ui/format";
import { secondsOf, type Timeline } from "./timeline/createTimeline";
import type { RunMoment } from "./timeline/momentAt";
import { phases } from "./words";

type Props = { timeline: Timeline; moment: RunMoment; at: number };

/** The numbers at the time of the replay. */
export function Now({ timeline, moment, at }: Props) {
  const { points, load, steps, falls, phase } = moment;
  const rows = [
    { name: "Points", value: formatCount(points) },
    { name: "Load", value: formatCount(load) },
    { name: "Steps", value: formatCount(steps) },
    { name: "Falls", value: formatCount(falls) },
    { name: "Time left", value: formatClock(secondsOf(timeline) - Math.floor(at)) },
    { name: "Light", value: phases[phase] },
  ];
  return (
    <section aria-labelledby="now-title">
      <h2 id="now-title" className="text-xl font-semibold text-sand-50">
        At this time
      </h2>
      <dl className="mt-3 grid grid-cols-2 gap-2">
        {rows.map(({ name, value }) => (
          <div key={name} className="row flex flex-wrap items-baseline justify-between gap-x-2 px-3.5 py-2">
            <dt className="text-sm text-mist">{name}</dt>
            <dd
              data-testid={`now-${name.toLowerCase().replace(" ", "-")}`}
              className="font-semibold text-sand-50 tabular-nums"
            >
              {value}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

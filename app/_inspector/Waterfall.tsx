import { readWhole, type TracePart } from "@/app/_bridge/trace/moments";
import { formatLatency } from "@/app/_ui/format";

/** What led to each moment of an operation, one bar a row, all on the same scale. SVG, because the page's policy refuses style attributes. */
export function Waterfall({ parts }: { parts: readonly TracePart[] }) {
  const wholeMs = readWhole(parts);
  const toUnits = (ms: number) => (wholeMs === 0 ? 0 : (ms * 1000) / wholeMs);
  return (
    <ol className="row grid gap-3 px-4 py-4">
      {parts.map(({ name, what, startMs, durationMs }) => (
        <li key={name} data-testid="trace-part" data-moment={name} className="grid gap-1">
          <p className="flex items-baseline justify-between gap-4 text-sm">
            <span className="text-mist">{what}</span>
            <span className="text-sand-100 tabular-nums">{formatLatency(durationMs)}</span>
          </p>
          <svg
            aria-hidden="true"
            viewBox="0 0 1000 8"
            preserveAspectRatio="none"
            className="h-2 w-full rounded-full bg-night-700"
          >
            <rect
              x={toUnits(startMs)}
              width={Math.max(3, toUnits(durationMs))}
              height="8"
              rx="2"
              className="fill-sand-300"
            />
          </svg>
        </li>
      ))}
    </ol>
  );
}

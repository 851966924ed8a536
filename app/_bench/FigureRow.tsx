import { formatCount, formatLatency } from "@/app/_ui/format";
import { type Figure, ratioOf } from "./figure";

type Props = { figure: Figure; isNoisy: boolean };

const format = (value: number, unit: Figure["unit"]): string =>
  unit === "ms" ? formatLatency(value) : unit === "gas" ? `${formatCount(value)} gas` : `${value.toFixed(1)} ${unit}`;

/** A figure and its baseline, as bars on the same scale. */
export function FigureRow({ figure, isNoisy }: Props) {
  const { name, value, unit, baseline } = figure;
  const most = Math.max(value, baseline?.value ?? 0);
  return (
    <li data-testid="figure" className="row grid gap-2 px-4 py-4">
      <p className="flex flex-wrap items-baseline justify-between gap-x-4">
        <span className="font-semibold text-sand-50">{name}</span>
        {baseline && (
          <span className="text-sm text-mist tabular-nums">
            {ratioOf(figure)?.toFixed(2)} × {isNoisy && "(noisy)"}
          </span>
        )}
      </p>
      <Bar label="Hourglass" text={format(value, unit)} width={value / most} ink="fill-sand-300" />
      {baseline && (
        <Bar
          label={baseline.name}
          text={format(baseline.value, unit)}
          width={baseline.value / most}
          ink="fill-dusk-400"
        />
      )}
    </li>
  );
}

type BarProps = { label: string; text: string; width: number; ink: string };

/** SVG attributes, because the page's policy refuses style attributes. */
function Bar({ label, text, width, ink }: BarProps) {
  return (
    <div className="grid gap-1 text-sm">
      <p className="flex items-baseline justify-between gap-4">
        <span className="text-mist">{label}</span>
        <span className="text-sand-100 tabular-nums">{text}</span>
      </p>
      <svg aria-hidden="true" viewBox="0 0 1000 8" preserveAspectRatio="none" className="h-2 w-full rounded-full">
        <rect width="1000" height="8" className="fill-night-700" />
        <rect width={Math.max(4, width * 1000)} height="8" className={ink} />
      </svg>
    </div>
  );
}

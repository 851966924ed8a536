import type { GasView } from "@/app/_bridge/inspector/views";
import { formatCount, formatEth } from "@/app/_ui/format";

const parts = {
  preVerification: { label: "Pre-verification", ink: "fill-dusk-400" },
  validation: { label: "Validation", ink: "fill-sand-300" },
  sponsor: { label: "Sponsor’s check", ink: "fill-palm-400" },
  calls: { label: "Calls", ink: "fill-ember-400" },
  creation: { label: "Creating the account", ink: "fill-sand-100" },
  entryPoint: { label: "EntryPoint’s own work, and its charge for unused gas", ink: "fill-mist" },
  both: { label: "Validation and calls", ink: "fill-glass" },
  unused: { label: "Allowed, not used", ink: "fill-night-700" },
} as const;

type Part = { name: keyof typeof parts; gas: bigint };
type Props = { gas: GasView; costWei: bigint; maxCostWei: bigint; paidBy: "sponsor" | "account" };

/** Where the gas went: what was allowed, and what was used of it, on the same scale. */
export function GasPicture({ gas, costWei, maxCostWei, paidBy }: Props) {
  const used: Part[] = [...gas.parts, { name: "unused", gas: gas.allowed - gas.used }];
  return (
    <div className="row grid gap-5 px-4 py-4">
      <Bar title="Used" testId="gas-used" parts={used} whole={gas.allowed} sum={gas.used} />
      <Bar title="Allowed" testId="gas-allowed" parts={gas.limits} whole={gas.allowed} sum={gas.allowed} />
      <p data-testid="gas-paid" className="border-t border-sand-200/12 pt-3 text-sand-100">
        <strong className="text-sand-50">{paidBy === "sponsor" ? "The sponsor" : "The account"}</strong> paid{" "}
        {formatEth(costWei)}
        {paidBy === "sponsor" && ", the player nothing"}. At most it could have been {formatEth(maxCostWei)}.
      </p>
    </div>
  );
}

type BarProps = { title: string; testId: string; parts: readonly Part[]; whole: bigint; sum: bigint };

function Bar({ title, testId, parts: all, whole, sum }: BarProps) {
  const shown = all.filter(({ gas }) => gas > 0n);
  const toUnits = (gas: bigint) => (whole === 0n ? 0 : Number((gas * 1000n) / whole));
  const places = shown.map((part, index) => ({
    ...part,
    x: toUnits(shown.slice(0, index).reduce((before, { gas }) => before + gas, 0n)),
  }));
  const words = shown.map(({ name, gas }) => `${parts[name].label} ${formatCount(Number(gas))}`).join(", ");
  return (
    <div data-testid={testId}>
      <p className="mb-1.5 flex items-baseline justify-between gap-4">
        <span className="font-semibold text-sand-50">{title}</span>
        <span className="text-sand-100 tabular-nums">{formatCount(Number(sum))} gas</span>
      </p>
      <svg
        role="img"
        aria-label={`${title}: ${words}`}
        viewBox="0 0 1000 24"
        preserveAspectRatio="none"
        className="h-6 w-full rounded-md"
      >
        {places.map(({ name, gas, x }) => (
          <rect key={name} x={x} width={Math.max(2, toUnits(gas) - 2)} height="24" className={parts[name].ink} />
        ))}
      </svg>
      <ul className="mt-2 flex flex-wrap gap-x-5 gap-y-1 text-sm">
        {shown.map(({ name, gas }) => (
          <li key={name} className="inline-flex items-center gap-2 text-mist">
            <svg viewBox="0 0 12 12" aria-hidden="true" className="size-3 shrink-0">
              <rect width="12" height="12" rx="2" className={parts[name].ink} />
            </svg>
            {parts[name].label} <span className="text-sand-100 tabular-nums">{formatCount(Number(gas))}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

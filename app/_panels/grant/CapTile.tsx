import type { ReactNode } from "react";

type Props = { icon: ReactNode; label: string; value: string; note?: string };

export function CapTile({ icon, label, value, note }: Props) {
  return (
    <div className="row flex flex-col gap-1 px-3.5 py-3">
      <dt className="flex items-center gap-1.5 text-sm text-mist">
        {icon}
        {label}
      </dt>
      <dd className="font-display text-xl leading-tight font-semibold text-sand-50">
        {value}
        {note && <span className="mt-0.5 block font-sans text-xs font-normal text-mist">{note}</span>}
      </dd>
    </div>
  );
}

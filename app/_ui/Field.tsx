import type { ReactNode } from "react";

/** Of everything that is typed or chosen into: large enough for a thumb, and for a phone not to zoom in. */
export const fieldClass =
  "min-h-11 w-full min-w-0 rounded-xl border border-sand-200/25 bg-night-950/50 px-3 text-base text-sand-50 aria-invalid:border-ember-400 disabled:opacity-55";

/** A label over what it labels. */
export function Field({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: what is typed into stands in `children`.
    <label className="grid min-w-0 gap-1 text-sm text-mist">
      {label}
      {children}
    </label>
  );
}

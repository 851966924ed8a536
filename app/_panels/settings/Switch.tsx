import type { ReactNode } from "react";

type Props = {
  label: string;
  /** A line that says what it does, where the label alone does not. */
  hint?: ReactNode;
  checked: boolean;
  onChange: (checked: boolean) => void;
  testId: string;
};

/** A choice that takes effect at once. A native checkbox: keyboard, screen reader and forced colours come with it. */
export function Switch({ label, hint, checked, onChange, testId }: Props) {
  return (
    <label className="row flex min-h-12 cursor-pointer items-center gap-3 px-3.5 py-2">
      <span className="grow">
        <span className="block font-semibold text-sand-50">{label}</span>
        {hint && <span className="block text-sm text-mist">{hint}</span>}
      </span>
      <input
        type="checkbox"
        data-testid={testId}
        checked={checked}
        onChange={(event) => onChange(event.target.checked)}
        className="size-6 shrink-0 accent-sand-300"
      />
    </label>
  );
}

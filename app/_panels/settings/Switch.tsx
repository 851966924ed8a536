import { Switch as BaseSwitch } from "@base-ui/react/switch";
import type { ReactNode } from "react";

type Props = {
  label: string;
  /** A line that says what it does, where the label alone does not. */
  hint?: ReactNode;
  checked: boolean;
  onChange: (checked: boolean) => void;
  testId: string;
};

/** A choice that takes effect at once. */
export function Switch({ label, hint, checked, onChange, testId }: Props) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the switch within is its control.
    <label className="row flex min-h-12 cursor-pointer items-center gap-3 px-3.5 py-2">
      <span className="grow">
        <span className="block font-semibold text-sand-50">{label}</span>
        {hint && <span className="block text-sm text-mist">{hint}</span>}
      </span>
      <BaseSwitch.Root
        data-testid={testId}
        {...{ checked }}
        onCheckedChange={onChange}
        className="flex h-7 w-12 shrink-0 rounded-full border border-sand-200/60 bg-night-700 p-0.5 transition-colors data-checked:bg-sand-300"
      >
        <BaseSwitch.Thumb className="size-5.5 rounded-full border border-transparent bg-sand-100 transition-transform data-checked:translate-x-5 data-checked:bg-night-950 forced-colors:bg-[ButtonText]" />
      </BaseSwitch.Root>
    </label>
  );
}

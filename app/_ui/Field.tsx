import { Field as BaseField } from "@base-ui/react/field";
import type { ReactNode } from "react";

type Props = Omit<BaseField.Control.Props, "className" | "name"> & {
  name: string;
  label: ReactNode;
  /** What is wrong with a text; asked when its form is sent, and from then on at each change. */
  why?: (text: string) => string | undefined;
  invalid?: boolean;
};

/** A label, what is typed or chosen below it, and what is wrong with that: large enough for a thumb, and for a phone not to zoom in. */
export function Field({ name, label, why, invalid = false, ...control }: Props) {
  return (
    <BaseField.Root
      {...{ name, invalid }}
      validate={(value) => why?.(String(value)) ?? null}
      className="grid min-w-0 content-start gap-1 text-sm text-mist"
    >
      <BaseField.Label>{label}</BaseField.Label>
      <BaseField.Control
        autoComplete="off"
        {...control}
        className="min-h-11 w-full min-w-0 rounded-xl border border-sand-200/25 bg-night-950/50 px-3 text-base text-sand-50 aria-invalid:border-ember-400 disabled:opacity-55"
      />
      <BaseField.Error role="alert" className="text-ember-300" />
    </BaseField.Root>
  );
}

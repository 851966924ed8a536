import { Form } from "@base-ui/react/form";
import type { ReactNode } from "react";
import { OwnerButton } from "./OwnerButton";

type Props<Name extends string> = {
  testId: string;
  /** Needs your signature. Called with what stands in the fields, when each of them is fine. */
  onAsk: (values: Record<Name, string>) => void;
  /** What the button says. */
  label: string;
  children: ReactNode;
};

/** Fields and the one button that begins. What is wrong is said under its field, read out, and has the focus. */
export function OwnerForm<Name extends string>({ testId, onAsk, label, children }: Props<Name>) {
  return (
    <Form<Record<Name, string>> data-testid={testId} onFormSubmit={(values) => onAsk(values)} className="grid gap-3">
      {children}
      <OwnerButton type="submit" size="small" data-testid={`${testId}-ask`}>
        {label}
      </OwnerButton>
    </Form>
  );
}

import { type FormEvent, type ReactNode, useId, useState } from "react";
import { OwnerButton } from "./OwnerButton";

type Props = {
  testId: string;
  /** Asks the owner, or says why it cannot yet. */
  onAsk: () => string | undefined;
  disabled?: boolean;
  /** What the button says. */
  label: string;
  children: ReactNode;
};

/** Fields and the one button that begins. What is wrong with the fields is said under them, and read out. */
export function OwnerForm({ testId, onAsk, disabled = false, label, children }: Props) {
  const [problem, setProblem] = useState<string>();
  const problemId = useId();
  function submit(event: FormEvent) {
    event.preventDefault();
    setProblem(onAsk());
  }
  return (
    <form data-testid={testId} onSubmit={submit} noValidate className="grid gap-3" aria-describedby={problemId}>
      {children}
      <OwnerButton type="submit" size="small" disabled={disabled} data-testid={`${testId}-ask`}>
        {label}
      </OwnerButton>
      <p id={problemId} role="alert" className="text-sm text-ember-300 empty:hidden">
        {problem}
      </p>
    </form>
  );
}

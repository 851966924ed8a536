import type { ReactNode } from "react";
import { Button } from "@/app/_ui/Button";

type Props = {
  question: string;
  confirm: string;
  cancel: string;
  testId: string;
  /** What the coach and a gamepad know the confirming button by. */
  control?: string;
  onConfirm: () => void;
  onCancel: () => void;
  /** What will be so afterwards. */
  children?: ReactNode;
};

/** A question at the end of a panel that scrolls is seen with its answers. */
const show = (element: HTMLElement | null) => element?.scrollIntoView({ block: "nearest" });

/** The second press of what cannot be undone. */
export function Ask({ question, confirm, cancel, testId, control, onConfirm, onCancel, children }: Props) {
  return (
    <fieldset ref={show} className="row grid gap-3 p-3">
      <legend className="font-semibold text-sand-50">{question}</legend>
      {children}
      <div className="flex flex-wrap gap-2">
        <Button data-testid={testId} data-control={control} onClick={onConfirm}>
          {confirm}
        </Button>
        <Button look="quiet" onClick={onCancel}>
          {cancel}
        </Button>
      </div>
    </fieldset>
  );
}

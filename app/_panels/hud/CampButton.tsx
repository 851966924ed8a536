import { type ReactNode, useId } from "react";
import { Button } from "@/app/_ui/Button";
import { cx } from "@/app/_ui/cx";

type Props = {
  testId: string;
  /** Why it cannot be done now; the rules say it again when it is pressed all the same. */
  whyNot: string | undefined;
  icon: ReactNode;
  onClick: () => void;
  children: ReactNode;
};

export function CampButton({ testId, whyNot, icon, onClick, children }: Props) {
  const reasonId = useId();
  return (
    <>
      <Button
        data-testid={testId}
        look={whyNot ? "quiet" : "primary"}
        size="small"
        aria-disabled={whyNot !== undefined}
        aria-describedby={whyNot ? reasonId : undefined}
        className={cx(whyNot && "opacity-70")}
        icon={icon}
        onClick={onClick}
      >
        {children}
      </Button>
      {whyNot && (
        <span id={reasonId} className="sr-only">
          {whyNot}
        </span>
      )}
    </>
  );
}

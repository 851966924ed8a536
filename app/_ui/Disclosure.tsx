import { ChevronDown } from "lucide-react";
import type { ReactNode } from "react";
import { Summary } from "./Summary";

type Props = { title: string; testId: string; isOpen?: boolean; children: ReactNode };

/** What is needed now and then, one press away. The browser's own, so that keys and screen readers know it. */
export function Disclosure({ title, testId, isOpen, children }: Props) {
  return (
    <details data-testid={testId} open={isOpen} className="group row px-3.5">
      <Summary className="flex min-h-11 cursor-pointer list-none items-center justify-between gap-2 font-semibold text-sand-50 [&::-webkit-details-marker]:hidden">
        {title}
        <ChevronDown aria-hidden className="size-4 text-mist transition-transform group-open:rotate-180" />
      </Summary>
      <div className="pt-1 pb-3.5">{children}</div>
    </details>
  );
}

"use client";

import { useSyncExternalStore } from "react";
import { CopyButton } from "@/app/_ui/CopyButton";

const never = () => () => undefined;

type Props = {
  label: string;
  /** From the site's root on. */
  path: string;
  testId: string;
};

/** A link to copy and give to somebody. */
export function PassOn({ label, path, testId }: Props) {
  const origin = useSyncExternalStore(
    never,
    () => window.location.origin,
    () => "",
  );
  const link = `${origin}${path}`;
  return (
    <div className="row grid gap-1 px-4 py-3">
      <p className="text-sm text-mist">{label}</p>
      <p className="flex min-w-0 items-center gap-1">
        <code
          translate="no"
          data-testid={testId}
          data-link={link}
          className="min-w-0 grow truncate font-mono text-sm text-sand-200"
        >
          {link}
        </code>
        <CopyButton text={link} label="Copy the link" />
      </p>
    </div>
  );
}

import type { ReactNode } from "react";

type Props = { title: string; lead?: string; testId: string; children: ReactNode };

/** One part of the inspector. */
export function Section({ title, lead, testId, children }: Props) {
  return (
    <section data-testid={testId} aria-labelledby={`${testId}-title`}>
      <h2 id={`${testId}-title`} className="text-xl font-semibold text-sand-50">
        {title}
      </h2>
      {lead && <p className="mt-1 max-w-2xl text-sm text-mist">{lead}</p>}
      <div className="mt-3">{children}</div>
    </section>
  );
}

"use client";

import { Footprints } from "lucide-react";
import { useBridgeSnapshot } from "@/app/_bridge/BridgeProvider";
import { OperationRow } from "./OperationRow";

/** The last operations, newest first. */
export function OperationList() {
  const { operations } = useBridgeSnapshot();
  return (
    <section aria-labelledby="operations-title">
      <h3 id="operations-title" className="mb-2 text-base font-semibold text-sand-50">
        What was sent
      </h3>
      {operations.length === 0 ? (
        <p className="row flex items-center gap-3 px-4 py-4 text-sm text-mist">
          <Footprints aria-hidden className="size-5 shrink-0" />
          Nothing yet. Take a step: it appears here with its gas, its cost and who paid.
        </p>
      ) : (
        <ol className="grid gap-2">
          {operations.map((operation) => (
            <OperationRow key={operation.id} operation={operation} />
          ))}
        </ol>
      )}
    </section>
  );
}

"use client";

import { Footprints } from "lucide-react";
import { useState } from "react";
import { useBridgeSnapshot } from "@/app/_bridge/BridgeProvider";
import { FloatingMissingPart, loadPart } from "@/app/_ui/loadPart";
import { OperationRow } from "./OperationRow";

const Receipt = loadPart(() => import("./Receipt").then((module) => module.Receipt), FloatingMissingPart);

/** The last operations, newest first, each with its receipt. */
export function OperationList() {
  const { operations } = useBridgeSnapshot();
  const [openId, setOpenId] = useState<string>();
  // Its code comes with the first one that is opened; a closed one stays, and gives the focus back.
  const [wasOpened, setWasOpened] = useState(false);
  const open = (id: string) => {
    setWasOpened(true);
    setOpenId(id);
  };
  return (
    <section aria-labelledby="operations-title">
      <h3 id="operations-title" className="mb-2 text-base font-semibold text-sand-50">
        What was sent
      </h3>
      {operations.length === 0 ? (
        <p className="row flex items-center gap-3 px-4 py-4 text-sm text-mist">
          <Footprints aria-hidden className="size-5 shrink-0" />
          Nothing yet. Take a step, and it appears here with its cost and who paid.
        </p>
      ) : (
        <ol className="grid gap-2">
          {operations.map((operation) => (
            <OperationRow key={operation.id} operation={operation} onOpen={() => open(operation.id)} />
          ))}
        </ol>
      )}
      {wasOpened && (
        <Receipt operation={operations.find(({ id }) => id === openId)} onClose={() => setOpenId(undefined)} />
      )}
    </section>
  );
}

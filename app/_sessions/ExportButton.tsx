"use client";

import { Download } from "lucide-react";
import { Button } from "@/app/_ui/Button";

/** Saves everything that was read from the chain, for other programs. */
export function ExportButton({ account, json }: { account: string; json: string }) {
  function save() {
    const url = URL.createObjectURL(new Blob([json], { type: "application/json" }));
    const link = document.createElement("a");
    Object.assign(link, { href: url, download: `sessions-${account.toLowerCase()}.json` }).click();
    URL.revokeObjectURL(url);
  }
  return (
    <Button
      data-testid="export"
      look="quiet"
      size="small"
      icon={<Download aria-hidden className="size-4" />}
      onClick={save}
    >
      Save as JSON
    </Button>
  );
}

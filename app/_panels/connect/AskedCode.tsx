"use client";

import { useBridge } from "@/app/_bridge/BridgeProvider";
import type { AskedLink } from "@/app/_bridge/views";
import { Button } from "@/app/_ui/Button";
import { CopyButton } from "@/app/_ui/CopyButton";
import { PasteAnswer } from "./PasteAnswer";
import { QrCode } from "./QrCode";
import { Remaining } from "./Remaining";

/** A request that waits: scan it, or copy its link; the owner compares the code. */
export function AskedCode({ asked }: { asked: AskedLink }) {
  const { link, code, expiresAtMs } = asked;
  const bridge = useBridge();
  return (
    // It appears below what was pressed, on a phone below the fold.
    <div
      ref={(element) => element?.scrollIntoView({ block: "nearest" })}
      data-testid="asked"
      data-link={link}
      className="mt-3 grid grid-cols-[minmax(0,1fr)] justify-items-center gap-3 text-center"
    >
      <QrCode text={link} label="Code with the link to your request" />
      <p className="max-w-sm text-sm text-sand-200">
        Scan this code on the device that owns the account, or send yourself the link. Sign only if it shows this code:
      </p>
      <code translate="no" data-testid="asked-code" className="font-mono text-2xl font-semibold text-sand-50">
        {code}
      </code>
      <div className="flex max-w-full items-center gap-2">
        <span translate="no" className="min-w-0 truncate font-mono text-sm text-mist">
          {link}
        </span>
        <CopyButton text={link} label="Copy the link" />
      </div>
      <Remaining untilMs={expiresAtMs} />
      <PasteAnswer asked={asked} />
      <Button data-testid="asked-cancel" look="quiet" size="small" onClick={bridge.cancel}>
        Cancel
      </Button>
    </div>
  );
}

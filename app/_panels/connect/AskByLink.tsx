"use client";

import { QrCode as Icon } from "lucide-react";
import { useBridge, useBridgeSnapshot } from "@/app/_bridge/BridgeProvider";
import { Button } from "@/app/_ui/Button";
import { loadPart } from "@/app/_ui/loadPart";

const AskedCode = loadPart(() => import("./AskedCode").then((module) => module.AskedCode));

/** Plays with an account whose owner is on another device: it is asked by a link, and no key is copied. */
export function AskByLink() {
  const bridge = useBridge();
  const { opening, askedLink } = useBridgeSnapshot();
  return (
    <>
      <Button
        data-testid="ask-by-link"
        look="outline"
        icon={<Icon aria-hidden className="size-5" />}
        busy={opening === "link"}
        onClick={() => bridge.connect({ kind: "link" })}
      >
        Ask another device
      </Button>
      {askedLink && <AskedCode asked={askedLink} />}
    </>
  );
}

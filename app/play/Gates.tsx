"use client";

import type { ReactNode } from "react";
import { useBridgeSnapshot } from "@/app/_bridge/BridgeProvider";
import { ConnectDialog } from "@/app/_panels/connect/ConnectDialog";
import { PermissionDialog } from "@/app/_panels/grant/PermissionDialog";
import { EndedDialog } from "@/app/_panels/session/EndedDialog";
import type { Gate } from "./useGate";

export function Gates({ gate, messages }: { gate: Gate; messages: ReactNode }) {
  const { owner } = useBridgeSnapshot();
  const { shown, close, askRenew } = gate;
  return (
    <>
      <ConnectDialog open={shown === "connect"} onClose={close} messages={messages} />
      {owner && (shown === "grant" || shown === "renew") && (
        <PermissionDialog open onClose={close} messages={messages} mode={shown === "grant" ? "first" : "renew"} />
      )}
      <EndedDialog open={shown === "ended"} onClose={close} messages={messages} onRenew={askRenew} />
    </>
  );
}

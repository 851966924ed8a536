import { CircleCheck, CircleX, Clock, LoaderCircle, Send } from "lucide-react";
import type { OperationStatus } from "@/app/_bridge/ports";

/** How each status of an operation looks and is called. */
export const operationLooks: Record<OperationStatus, { Icon: typeof Clock; ink: string; word: string }> = {
  queued: { Icon: Clock, ink: "text-mist", word: "Waiting" },
  sending: { Icon: Send, ink: "text-dusk-300", word: "Sending" },
  pending: { Icon: LoaderCircle, ink: "text-dusk-300 animate-spin", word: "On its way" },
  confirmed: { Icon: CircleCheck, ink: "text-palm-300", word: "On chain" },
  rejected: { Icon: CircleX, ink: "text-ember-300", word: "Refused" },
  lost: { Icon: CircleX, ink: "text-ember-300", word: "Lost" },
};

import { PermissionCard } from "@hourglass/session/react";
import { keepFocus } from "@/app/_ui/keepFocus";

/** The typed data itself, for the one who checks. */
export function SignedMessage() {
  return (
    <PermissionCard.Message
      className="text-sm wrap-anywhere text-mist [&>pre]:whitespace-pre-wrap [&>summary]:flex [&>summary]:min-h-11 [&>summary]:items-center [&>summary]:text-sand-200 [&>summary]:underline [&>summary]:underline-offset-4"
      onMouseDown={(event) => event.target instanceof Element && event.target.closest("summary") && keepFocus(event)}
    >
      The message that is signed
    </PermissionCard.Message>
  );
}

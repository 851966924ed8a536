import { CircleCheck } from "lucide-react";
import Link from "next/link";
import type { StateOf } from "@/app/_bridge/link/approvalState";
import { Button, buttonClass } from "@/app/_ui/Button";
import { CopyButton } from "@/app/_ui/CopyButton";
import { Disclosure } from "@/app/_ui/Disclosure";
import { formatTime } from "@/app/_ui/format";
import { Spinner } from "@/app/_ui/Spinner";

type Props = { state: StateOf<"signed">; onSend: () => void };

/** Signed: it goes to the other device by the mailbox, or by hand. */
export function Signed({ state, onSend }: Props) {
  const { delivery, sealed, request, card } = state;
  return (
    <section
      aria-label="Your answer"
      data-testid="approve-signed"
      data-delivery={delivery}
      className="panel grid gap-5 px-5 py-6 sm:px-7"
    >
      <div role="status" className="flex items-start gap-3">
        {delivery === "sending" && <Spinner />}
        {delivery === "sent" && <CircleCheck aria-hidden className="mt-1 size-6 shrink-0 text-palm-300" />}
        <div className="min-w-0">
          <h2 className="text-2xl leading-tight font-semibold wrap-anywhere text-sand-50">
            {delivery === "sending" && "Sending…"}
            {delivery === "sent" && (
              <>
                <bdi>{request.name}</bdi> may play now
              </>
            )}
            {delivery === "failed" && "Signed, but not delivered"}
          </h2>
          <p className="mt-1.5 text-mist">
            {delivery === "failed"
              ? "Try again, or copy the answer and paste it on the other device."
              : `Until ${formatTime(card?.validUntil ?? 0)} at the latest. You can end it at any time.`}
          </p>
        </div>
      </div>
      <div className="flex flex-wrap gap-2">
        {delivery === "failed" && (
          <Button data-testid="approve-send" onClick={onSend}>
            Try again
          </Button>
        )}
        <Link href="/sessions" data-testid="approve-sessions" className={buttonClass("outline", "medium")}>
          See and end sessions
        </Link>
      </div>
      <Disclosure title="Copy the answer instead" testId="approve-copy">
        <div className="flex items-start gap-2 pt-1">
          <p className="min-w-0 grow text-sm text-mist">
            If it does not arrive, paste this text on the other device. It is sealed: nobody else can read or use it.
          </p>
          <CopyButton text={sealed} label="Copy the answer" />
        </div>
        <pre
          data-testid="approve-answer"
          translate="no"
          className="mt-2 max-h-32 overflow-y-auto font-mono text-xs break-all whitespace-pre-wrap text-mist"
        >
          {sealed}
        </pre>
      </Disclosure>
    </section>
  );
}

import { PermissionCard } from "@hourglass/session/react";
import type { SessionCardView, Usage } from "@/app/_bridge/sessions/toCard";
import { PermissionList } from "@/app/_panels/grant/PermissionList";
import { SignedMessage } from "@/app/_panels/grant/SignedMessage";
import { cx } from "@/app/_ui/cx";
import { Disclosure } from "@/app/_ui/Disclosure";
import { formatAgo, formatAmount, formatDuration, formatEth, shortHex } from "@/app/_ui/format";
import { PixelHourglass } from "@/app/_ui/PixelHourglass";
import { Confirmed } from "./Confirmed";

type Props = {
  session: SessionCardView;
  /** Time of the block that was read. */
  nowSeconds: number;
  /** Undefined: not for whoever looks. */
  end: { isBusy: boolean; isBlocked: boolean; ask: () => void } | undefined;
};

/** One session: whose key, how it stands, what it used and may still do. */
export function SessionCard({ session, nowSeconds, end }: Props) {
  const { id, label, print, status, validUntil, madeSeconds, madeBlock, last, isDenied, card } = session;
  const isRunning = status === "running";
  const left = isRunning ? (validUntil - nowSeconds) / Math.max(1, card.limits.duration) : 0;
  return (
    <li data-testid="session" data-session={id} data-status={status} className="row flex items-start gap-5 px-5 py-4">
      <PixelHourglass left={left} running={isRunning} className="mt-1 h-14 w-10 shrink-0 max-sm:hidden" />
      <div className="grid min-w-0 grow gap-3">
        <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
          <h2 data-testid="session-label" className="font-sans text-base font-semibold text-sand-50">
            {label}{" "}
            <code translate="no" title="Fingerprint of its key" className="font-mono text-sm font-normal text-dusk-300">
              {print}
            </code>
          </h2>
          <p
            data-testid="session-status"
            className={cx("text-sm font-semibold", isRunning ? "text-palm-300" : "text-mist")}
          >
            {statusWords(session, nowSeconds)}
          </p>
        </div>
        <dl className="grid gap-x-6 gap-y-2 text-sm sm:grid-cols-3">
          <Used
            name="Actions used"
            usage={session.actions}
            format={(count) => count.toLocaleString("en")}
            testId="used-actions"
          />
          <Used name="Sand spent" usage={session.sand} format={formatAmount} testId="used-sand" />
          <Used
            name="ETH for gas, at most"
            usage={session.gasWei}
            format={(wei) => formatEth(wei).replace(" ETH", "")}
            testId="used-gas"
          />
        </dl>
        <p className="text-sm text-mist">
          Made {formatAgo(BigInt(madeSeconds))} in block {madeBlock.toLocaleString("en")}.{" "}
          {last ? (
            <>
              Last operation {formatAgo(BigInt(last.seconds))} in block {last.block.toLocaleString("en")}
              {!last.isSuccess && ", reverted"}:{" "}
              <code translate="no" title={last.userOpHash} className="font-mono">
                {shortHex(last.userOpHash)}
              </code>
            </>
          ) : (
            "It has made no operation."
          )}
        </p>
        {isDenied && <p className="text-sm text-ember-300">The sponsor no longer pays for it.</p>}
        <Disclosure title="What it may do" testId="session-may">
          <PermissionCard.Root request={card} className="grid gap-2">
            <PermissionList />
            <SignedMessage />
          </PermissionCard.Root>
        </Disclosure>
        {end && isRunning && (
          <Confirmed
            label="End session"
            question="End this session? Its key stops working at once, on every device. What you earned stays yours."
            testId="end-one"
            {...end}
          />
        )}
      </div>
    </li>
  );
}

function statusWords({ status, validUntil, ended }: SessionCardView, nowSeconds: number): string {
  if (status === "running") return `Running, ${formatDuration(validUntil - nowSeconds)} left`;
  if (status === "runOut") return `Ran out ${formatAgo(BigInt(validUntil))}`;
  return ended ? `${ended.words}, ${formatAgo(BigInt(ended.bySeconds))}` : "Ended";
}

type UsedProps = { name: string; usage: Usage; format: (value: bigint) => string; testId: string };

function Used({ name, usage, format, testId }: UsedProps) {
  return (
    <div className="flex flex-wrap justify-between gap-x-3 sm:block">
      <dt className="text-mist">{name}</dt>
      <dd
        data-testid={testId}
        data-used={usage.used.toString()}
        data-max={usage.max.toString()}
        className="tabular-nums text-sand-100"
      >
        {format(usage.used)} of {format(usage.max)}
        <span className="text-mist"> · {format(usage.max - usage.used)} left</span>
      </dd>
    </div>
  );
}

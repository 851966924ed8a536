import type { AccountPort } from "@/app/_bridge/ownership/createAccountPort";
import type { AccountPage } from "@/app/_bridge/ownership/views";
import { Button } from "@/app/_ui/Button";
import { Callout } from "@/app/_ui/Callout";
import { Disclosure } from "@/app/_ui/Disclosure";
import { formatAgo, formatDuration, formatMoment, plural } from "@/app/_ui/format";
import { GuardiansForm } from "./GuardiansForm";
import { SignerLine } from "./OwnerCard";
import { PassOn } from "./PassOn";
import { RecoverySteps } from "./RecoverySteps";
import type { StartWork } from "./useWork";

type Props = {
  page: AccountPage;
  account: `0x${string}`;
  port: AccountPort;
  busy: string | undefined;
  start: StartWork;
};

/** Who may recover the account, and how far somebody is with that. */
export function RecoveryCard({ page, account, port, busy, start }: Props) {
  const { recovery, you, owner, lockedUntil } = page;
  const { stage, ended, pending, guardians } = recovery;
  const mayOrder = you !== undefined && owner?.kind !== "device" && lockedUntil === 0;
  return (
    <section aria-labelledby="recovery-title" className="panel grid gap-5 p-5">
      <h2 id="recovery-title" className="text-xl font-semibold text-sand-50">
        Recovery
      </h2>
      <RecoverySteps recovery={recovery} />
      {ended && (
        <p data-testid="recovery-ended" className="text-sm text-mist">
          {ended.how === "done"
            ? `The account got its owner of today ${formatAgo(BigInt(ended.seconds))}.`
            : `The last request was cancelled ${formatAgo(BigInt(ended.seconds))}. What was signed for it is void.`}
        </p>
      )}
      {pending ? (
        <Pending {...{ page, account, port, busy, start }} />
      ) : (
        <p className="text-sand-200">{describe(page)}</p>
      )}
      {guardians.length > 0 && (
        <ul data-testid="guardians" aria-label="Guardians" className="grid gap-3">
          {guardians.map((guardian) => (
            <li key={guardian.signer}>
              <SignerLine signer={guardian} title="Guardian" />
            </li>
          ))}
        </ul>
      )}
      {stage === "ready" && (
        <PassOn
          label="If the owner is lost, this link begins the recovery. Give it to your guardians."
          path={`/account?recover=${account.toLowerCase()}`}
          testId="recover-link"
        />
      )}
      {mayOrder && stage === "off" && <Guardians {...{ port, busy, start }} />}
      {mayOrder && stage === "ready" && (
        <Disclosure title="Change the guardians" testId="change-guardians">
          <Guardians {...{ port, busy, start }} isOn />
        </Disclosure>
      )}
    </section>
  );
}

function describe({ recovery, owner, you, lockedUntil }: AccountPage): string {
  const { stage, threshold, guardians, delaySeconds } = recovery;
  if (owner?.kind === "device") return "A guest’s account cannot have guardians. Secure it first.";
  if (stage === "ready") {
    const who = `${threshold} of ${plural(guardians.length, "guardian")} together can ask for another owner`;
    return `${who}. The change then waits ${formatDuration(delaySeconds)}, in which the owner can cancel it.`;
  }
  if (you && lockedUntil > 0) return "You can name guardians once nothing else holds the account.";
  const loss = "If the passkey or wallet is lost, nobody can open this account";
  return you
    ? `${loss}. Name people you trust: together they can give it a new owner.`
    : `${loss}: it has no guardians.`;
}

/** A change that was asked for, and what can be done about it. */
function Pending({ page, account, port, busy, start }: Props) {
  const { pending, stage } = page.recovery;
  if (!pending) return null;
  const isDue = stage === "due";
  return (
    <Callout tone="warning" className="text-base">
      <div data-testid="pending" data-due={isDue} className="grid gap-3">
        <p>
          {isDue
            ? "The wait is over: anybody can make this the owner now."
            : `Another owner was asked for. On ${formatMoment(BigInt(pending.dueSeconds))} the account is theirs, unless the owner of today cancels.`}
        </p>
        <SignerLine signer={pending.owner} title="Next owner" />
        <p className="flex flex-wrap gap-2 empty:hidden">
          {isDue && (
            <Button
              data-testid="finish-change"
              size="small"
              busy={busy === "finish"}
              disabled={busy !== undefined}
              onClick={() =>
                void start({
                  ...{ name: "finish", asking: "Asking the relay, then the chain…" },
                  run: () => port.finish(account),
                  done: "The account has a new owner. Every session has ended, and the guardians are removed.",
                })
              }
            >
              Finish the change
            </Button>
          )}
          {page.you && (
            <Button
              data-testid="cancel-change"
              look="danger"
              size="small"
              busy={busy === "cancel"}
              disabled={busy !== undefined}
              onClick={() =>
                void start({
                  ...{ name: "cancel", asking: "Asking the owner, then the chain…" },
                  run: (signal) => port.order({ kind: "cancel" }, signal),
                  done: "Cancelled. What the guardians signed is void.",
                })
              }
            >
              Cancel the change
            </Button>
          )}
        </p>
      </div>
    </Callout>
  );
}

type GuardiansProps = Pick<Props, "port" | "busy" | "start"> & { isOn?: boolean };

function Guardians({ port, busy, start, isOn = false }: GuardiansProps) {
  const set = (guardians: readonly `0x${string}`[], threshold: number, done: string) =>
    void start({
      ...{ name: "guardians", asking: "Asking the owner, then the chain…", done },
      run: (signal) => port.order({ kind: "guardians", guardians, threshold }, signal),
    });
  return (
    <div className="grid gap-4">
      <GuardiansForm
        isBusy={busy === "guardians"}
        isBlocked={busy !== undefined}
        onAsk={(guardians, threshold) => set(guardians, threshold, "These guardians can now recover the account.")}
      />
      {isOn && (
        <Button
          data-testid="guardians-off"
          look="quiet"
          size="small"
          disabled={busy !== undefined}
          onClick={() => set([], 0, "Nobody can recover the account any more.")}
          className="justify-self-start"
        >
          Remove all guardians
        </Button>
      )}
    </div>
  );
}

import { Fingerprint, KeyRound, Lock, Wallet } from "lucide-react";
import Link from "next/link";
import type { AccountPage, SignerView } from "@/app/_bridge/ownership/views";
import type { SignersView } from "@/app/_bridge/signers/views";
import type { Stake } from "@/app/_bridge/stake";
import { buttonClass } from "@/app/_ui/Button";
import { Callout } from "@/app/_ui/Callout";
import { CopyButton } from "@/app/_ui/CopyButton";
import { formatAmount, formatMoment, plural } from "@/app/_ui/format";

const kinds = {
  device: { Icon: KeyRound, words: "A key of one browser (guest)" },
  passkey: { Icon: Fingerprint, words: "A passkey" },
  address: { Icon: Wallet, words: "A wallet or contract" },
} as const;

/** Who owns the account, since when, and what a guest risks. */
export function OwnerCard({ page }: { page: AccountPage }) {
  const { owner, you, since, isDeployed, lockedUntil, blockSeconds, stake, contract } = page;
  return (
    <section aria-labelledby="owner-title" className="panel grid gap-4 p-5">
      <h2 id="owner-title" className="text-xl font-semibold text-sand-50">
        Owner
      </h2>
      {owner ? (
        <SignerLine signer={owner} isYou={you !== undefined} {...(contract && { title: titleOf(contract.signers) })} />
      ) : (
        <p className="text-mist">Nobody has used this account yet, so the chain does not name its owner.</p>
      )}
      <p data-testid="owner-since" className="text-sm text-mist">
        {since
          ? `Owner since ${formatMoment(BigInt(since.seconds))}, block ${since.blockNumber.toLocaleString("en")}.`
          : !isDeployed && "The account is created on chain with your first action."}
      </p>
      {contract?.signers && <SafeSigners {...contract.signers} />}
      {owner?.kind === "device" && <Risk stake={stake} isYou={you !== undefined} />}
      {lockedUntil > 0 && <LockNote until={lockedUntil} isOver={blockSeconds > BigInt(lockedUntil)} />}
    </section>
  );
}

const titleOf = (signers: SignersView | undefined) => (signers ? "A Safe" : "A contract");

/** Who approves for a Safe. */
function SafeSigners({ threshold, owners }: SignersView) {
  return (
    <div data-testid="safe-signers" data-threshold={threshold} className="grid gap-1.5 text-sm text-sand-200">
      <p>
        {threshold} of its {plural(owners.length, "signer")} must approve:
      </p>
      <ul className="grid gap-0.5">
        {owners.map((each) => (
          <li key={each} className="flex items-center gap-1">
            <code translate="no" className="min-w-0 font-mono wrap-anywhere">
              {each}
            </code>
            <CopyButton text={each} label={`Copy the signer ${each.slice(0, 6)}`} />
          </li>
        ))}
      </ul>
    </div>
  );
}

/** `title`: what they are here, if not what they sign with. */
type SignerProps = { signer: SignerView; isYou?: boolean; title?: string };

/** Somebody who can sign, and what tells them from others. */
export function SignerLine({ signer, isYou = false, title }: SignerProps) {
  const { Icon, words } = kinds[signer.kind];
  const name = title ?? words;
  return (
    <p data-testid="signer" data-kind={signer.kind} className="flex min-w-0 items-center gap-3">
      <Icon aria-hidden className="size-6 shrink-0 text-dusk-300" />
      <span className="min-w-0">
        <span className="font-semibold text-sand-50">{isYou ? `${name}: you` : name}</span>
        <span className="flex items-center gap-1">
          <code translate="no" className="font-mono text-sm wrap-anywhere text-sand-200">
            {signer.text}
          </code>
          <CopyButton text={signer.signer} label={`Copy the key or address: ${name}`} />
        </span>
      </span>
    </p>
  );
}

function Risk({ stake, isYou }: { stake: Stake | undefined; isYou: boolean }) {
  if (!stake) {
    return (
      <p data-testid="risk" data-stake="none" className="text-sm text-mist">
        There is nothing to lose yet. Once something is earned, the account can be handed to a passkey or a wallet.
      </p>
    );
  }
  return (
    <Callout tone="warning">
      <p data-testid="risk" data-stake="some">
        If the data of {isYou ? "this browser is cleared, you lose" : "that browser is cleared, its owner loses"}{" "}
        {describe(stake)} for good.
      </p>
      {isYou && (
        <Link href="/play#secure" data-testid="secure" className={`${buttonClass("outline", "small")} mt-3`}>
          Secure your account
        </Link>
      )}
    </Callout>
  );
}

function describe({ sand, items }: Stake): string {
  const parts = [sand > 0n && `${formatAmount(sand)} Sand`, items > 0 && plural(items, "item")];
  return parts.filter(Boolean).join(" and ");
}

function LockNote({ until, isOver }: { until: number; isOver: boolean }) {
  return (
    <p data-testid="lock" data-over={isOver} className="flex gap-3 text-sm text-sand-200">
      <Lock aria-hidden className="mt-0.5 size-5 shrink-0" />
      {isOver
        ? "It was handed over more than a day ago. The first time you send something out, the lock is lifted."
        : `Nothing can leave this account until ${formatMoment(BigInt(until))}: it was just handed over, and its former owner may take it back.`}
    </p>
  );
}

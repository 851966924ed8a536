"use client";

import Link from "next/link";
import { Empty } from "@/app/_board/Empty";
import type { AccountPort } from "@/app/_bridge/ownership/createAccountPort";
import type { AccountPage } from "@/app/_bridge/ownership/views";
import { CopyButton } from "@/app/_ui/CopyButton";
import { ModulesCard } from "./ModulesCard";
import { OwnerCard } from "./OwnerCard";
import { RecoverCard } from "./RecoverCard";
import { RecoveryCard } from "./RecoveryCard";
import { useWork } from "./useWork";
import { WorkNote } from "./WorkNote";

type Props = { page: AccountPage; port: AccountPort; isRecovery: boolean };

/** Who owns an account. Whoever does decides here who may recover it; guardians come by a link. */
export function AccountView({ page, port, isRecovery }: Props) {
  const { work, busy, start, cancel } = useWork();
  const { account, you } = page;
  if (!account) {
    return (
      <Empty title="Nobody plays in this browser">Sign in to the game first. This page then shows your account.</Empty>
    );
  }
  return (
    <div data-testid="account-page" data-account={account} data-you={you?.kind ?? "none"} className="grid gap-5">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 text-mist">
        <p className="flex min-w-0 items-center gap-1">
          <code translate="no" className="font-mono text-sm wrap-anywhere text-sand-200">
            {account}
          </code>
          <CopyButton text={account} label="Copy the address of the account" />
        </p>
        <Link
          data-testid="to-sessions"
          href={`/sessions?account=${account.toLowerCase()}`}
          className="text-sand-200 underline underline-offset-4"
        >
          Its sessions
        </Link>
      </div>
      <WorkNote work={work} cancel={cancel} />
      <OwnerCard page={page} />
      {isRecovery && <RecoverCard {...{ page, busy, start }} account={account} recoveries={port.recoveries} />}
      <RecoveryCard {...{ page, busy, start, port }} account={account} />
      <ModulesCard page={page} />
    </div>
  );
}

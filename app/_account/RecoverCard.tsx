"use client";

import { Check, Fingerprint } from "lucide-react";
import { useEffect, useState } from "react";
import type { Recoveries } from "@/app/_bridge/ownership/createRecoveries";
import { type RecoveryRequest, readRecoveryLink, toRecoveryPath } from "@/app/_bridge/ownership/recoveryLink";
import type { AccountPage } from "@/app/_bridge/ownership/views";
import type { VaultDoor } from "@/app/_bridge/views";
import { useWallets } from "@/app/_chain/useWallets";
import { WalletList } from "@/app/_panels/connect/WalletList";
import { Button } from "@/app/_ui/Button";
import { Callout } from "@/app/_ui/Callout";
import { SignerLine } from "./OwnerCard";
import { PassOn } from "./PassOn";
import type { StartWork } from "./useWork";

type Props = {
  page: AccountPage;
  account: `0x${string}`;
  recoveries: Recoveries;
  busy: string | undefined;
  start: StartWork;
};

/**
 * For somebody who lost the owner, and for guardians: the next owner begins, each guardian agrees and passes the link on, and whoever
 * has enough signatures sends them. The request is in the link, on no server.
 */
export function RecoverCard({ page, account, recoveries, busy, start }: Props) {
  const { stage, ended } = page.recovery;
  const [request, setRequest] = useState<RecoveryRequest>();
  useEffect(() => {
    const read = () => setRequest(readRecoveryLink(window.location.hash, account));
    read();
    window.addEventListener("hashchange", read);
    return () => window.removeEventListener("hashchange", read);
  }, [account]);

  /** The address of the page is the request, so a reload keeps it. */
  const keep = (next: RecoveryRequest) => {
    window.history.replaceState(window.history.state, "", toRecoveryPath(next));
    setRequest(next);
  };
  const given = { page: { ...page, account }, recoveries, busy, start, keep };
  // What was asked for stands below, and so does its end.
  if (stage === "waiting" || stage === "due" || ended?.how === "done") return null;
  return (
    <section aria-labelledby="recover-title" data-testid="recover" className="panel grid gap-5 p-5">
      <h2 id="recover-title" className="text-xl font-semibold text-sand-50">
        {request ? "A new owner is asked for" : "Who will own this account?"}
      </h2>
      {stage === "off" && <p className="text-sand-200">This account has no guardians, so it cannot be recovered.</p>}
      {stage === "ready" && !request && <NextOwner {...given} />}
      {stage === "ready" && request && <Collect {...given} request={request} />}
    </section>
  );
}

type Given = {
  page: AccountPage & { account: `0x${string}` };
  recoveries: Recoveries;
  busy: string | undefined;
  start: StartWork;
  keep: (request: RecoveryRequest) => void;
};

function NextOwner({ page, recoveries, busy, start, keep }: Given) {
  const wallets = useWallets();
  const choose = (door: VaultDoor) =>
    void start({
      ...{ name: "begin", asking: "Confirm on your device or in your wallet…" },
      run: async (signal) => keep(await recoveries.begin(page, door, signal)),
      done: "You proved that it is yours. Now give the link below to a guardian.",
    });
  return (
    <>
      <p className="text-sand-200">
        You lost your passkey or wallet? Choose a new one. Then {page.recovery.threshold} of your guardians agree.
      </p>
      <div className="flex flex-wrap gap-2">
        <Button
          data-testid="passkey-new"
          look="outline"
          disabled={busy !== undefined}
          icon={<Fingerprint aria-hidden className="size-5" />}
          onClick={() => choose({ kind: "passkey", which: "new" })}
        >
          Create a new passkey
        </Button>
        <Button
          data-testid="passkey-other"
          look="quiet"
          disabled={busy !== undefined}
          onClick={() => choose({ kind: "passkey", which: "other" })}
        >
          I have a passkey
        </Button>
      </div>
      <WalletList
        none="No wallet was found in this browser."
        choices={wallets.choices}
        pairing={wallets.pairing}
        asking={busy === "begin" ? wallets.asked : undefined}
        onChoose={(id) => choose({ kind: "wallet", ask: (signal) => wallets.connect(id, signal) })}
      />
    </>
  );
}

function Collect({ page, recoveries, busy, start, keep, request }: Given & { request: RecoveryRequest }) {
  const wallets = useWallets();
  const agreed = useAgreed({ page, recoveries, request });
  const { guardians, threshold } = page.recovery;
  if (request.change !== page.change) {
    return (
      <Callout tone="error">
        <p data-testid="request-void">
          Something changed since this request was made, so its signatures are void. Begin again with the link of the
          account.
        </p>
      </Callout>
    );
  }
  const agree = (id: string) =>
    void start({
      ...{ name: "agree", asking: "Sign in your wallet. No transaction, no fee." },
      run: async (signal) => {
        const address = await wallets.connect(id, signal);
        keep(await recoveries.agree(page, request, address, signal));
      },
      done: "You agreed. Pass the link on, or send the request if enough have agreed.",
    });
  const isEnough = agreed !== undefined && agreed.length >= threshold;
  return (
    <>
      <div className="grid gap-2">
        <p className="text-sand-200">
          Agree only if you spoke with the person: this passkey or wallet will own everything in the account.
        </p>
        <SignerLine signer={recoveries.describe(request.owner)} title="Next owner" />
      </div>
      <div className="grid gap-2">
        <p data-testid="agreed" data-count={agreed?.length ?? 0} className="font-semibold text-sand-50">
          {agreed === undefined ? "Checking signatures…" : `${agreed.length} of ${threshold} needed have agreed`}
        </p>
        <ul className="grid gap-1 text-sm">
          {guardians.map(({ signer, text }) => {
            const has = agreed?.includes(signer.toLowerCase() as `0x${string}`) ?? false;
            return (
              <li key={signer} className="flex items-center gap-2 text-mist">
                <Check aria-hidden className={has ? "size-4 text-palm-300" : "invisible size-4"} />
                <code translate="no" className="font-mono wrap-anywhere">
                  {text}
                </code>
                <span className={has ? "text-palm-300" : ""}>{has ? "agreed" : "not yet"}</span>
              </li>
            );
          })}
        </ul>
      </div>
      {isEnough ? (
        <Button
          data-testid="send-recovery"
          busy={busy === "send"}
          disabled={busy !== undefined}
          onClick={() =>
            void start({
              ...{ name: "send", asking: "Asking the relay, then the chain…" },
              run: () => recoveries.send(page, request),
              done: "Asked for. Now the owner of today has time to cancel.",
            })
          }
        >
          Ask for the new owner
        </Button>
      ) : (
        <>
          <h3 className="font-semibold text-sand-50">You are a guardian? Agree with your wallet</h3>
          <WalletList
            none="No wallet was found in this browser."
            choices={wallets.choices}
            pairing={wallets.pairing}
            asking={busy === "agree" ? wallets.asked : undefined}
            onChoose={agree}
          />
        </>
      )}
      <PassOn label="Pass this link on to the next guardian." path={toRecoveryPath(request)} testId="request-link" />
    </>
  );
}

type Checked = { page: Given["page"]; recoveries: Recoveries; request: RecoveryRequest };

/** Who agreed; undefined until the signatures are checked. */
function useAgreed({ page, recoveries, request }: Checked): readonly `0x${string}`[] | undefined {
  const [answer, setAnswer] = useState<{ request: RecoveryRequest; agreed: readonly `0x${string}`[] }>();
  const { recovery, change, account } = page;
  useEffect(() => {
    let isCurrent = true;
    void recoveries.whoAgreed({ recovery, change, account }, request).then((agreed) => {
      if (isCurrent) setAnswer({ request, agreed });
    });
    return () => {
      isCurrent = false;
    };
  }, [recoveries, recovery, change, account, request]);
  return answer?.request === request ? answer.agreed : undefined;
}

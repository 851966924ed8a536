"use client";

import { LogOut } from "lucide-react";
import Link from "next/link";
import { useBridge, useBridgeSnapshot } from "@/app/_bridge/BridgeProvider";
import { useStake } from "@/app/_bridge/hud";
import { useOwnName } from "@/app/_bridge/players";
import { useWallets } from "@/app/_chain/useWallets";
import { Button } from "@/app/_ui/Button";
import { shortHex } from "@/app/_ui/format";

const kinds = { guest: "Guest", passkey: "Passkey", wallet: "Wallet" } as const;

/** Whose account this is. Leaving a guest account keeps its device key: the same browser finds it again. */
export function AccountLine() {
  const bridge = useBridge();
  const wallets = useWallets();
  const { owner, session } = useBridgeSnapshot();
  const name = useOwnName();
  const stake = useStake();
  if (!owner) return null;
  const runs = session?.state === "granted" || session?.state === "enabled";

  function leave() {
    bridge.disconnect();
    void wallets.disconnect().catch(() => undefined);
  }

  return (
    <section aria-label="Account" className="row flex items-center gap-3 px-3.5 py-2.5 text-sm">
      <div className="min-w-0 grow">
        <p data-testid="own-name" className="font-semibold text-sand-50" title="The name that other players see">
          {name}
        </p>
        <p data-testid="owner" data-kind={owner.kind} className="text-mist">
          {owner.isElsewhere ? "Owner on another device" : kinds[owner.kind]}, {shortHex(owner.label)}
        </p>
        <p className="text-mist">
          Account{" "}
          <code
            translate="no"
            data-testid="account"
            data-address={owner.account}
            title={owner.account}
            className="font-mono text-sand-200"
          >
            {shortHex(owner.account)}
          </code>
        </p>
        {owner.kind === "guest" && stake && (
          <p className="mt-1">
            <button
              type="button"
              data-testid="secure"
              onClick={bridge.secure.ask}
              className="min-h-8 font-semibold text-sand-200 underline underline-offset-4"
            >
              Secure your account
            </button>
          </p>
        )}
        <p className="mt-1 flex flex-wrap gap-x-4">
          <Link
            data-testid="to-player"
            href={`/player/${owner.account.toLowerCase()}`}
            className="inline-flex min-h-6 items-center text-sand-200 underline underline-offset-4"
          >
            Your page
          </Link>
          <Link
            data-testid="to-leaderboard"
            href={`/leaderboard?you=${owner.account.toLowerCase()}`}
            className="inline-flex min-h-6 items-center text-sand-200 underline underline-offset-4"
          >
            Leaderboard
          </Link>
          <Link
            data-testid="to-watch"
            href="/watch"
            className="inline-flex min-h-6 items-center text-sand-200 underline underline-offset-4"
          >
            Watch
          </Link>
          <Link
            data-testid="to-account"
            href="/account"
            className="inline-flex min-h-6 items-center text-sand-200 underline underline-offset-4"
          >
            Your account
          </Link>
          <Link
            data-testid="to-sessions"
            href="/sessions"
            className="inline-flex min-h-6 items-center text-sand-200 underline underline-offset-4"
          >
            All sessions
          </Link>
        </p>
      </div>
      {!runs && (
        <Button
          data-testid="leave"
          look="quiet"
          size="small"
          icon={<LogOut aria-hidden className="size-4" />}
          onClick={leave}
        >
          Leave
        </Button>
      )}
    </section>
  );
}

"use client";

import { Fingerprint } from "lucide-react";
import type { Approval } from "@/app/_bridge/link/createApproval";
import type { VaultDoor } from "@/app/_bridge/views";
import { useWallets } from "@/app/_chain/useWallets";
import { WalletList } from "@/app/_panels/connect/WalletList";
import { Button } from "@/app/_ui/Button";

type Props = { opening: VaultDoor["kind"] | undefined; onEnter: Approval["enter"] };

/** Whose account? Nobody has played in this browser, so its owner is asked. */
export function OwnerDoors({ opening, onEnter }: Props) {
  const wallets = useWallets();
  return (
    <section aria-labelledby="owner-doors" data-testid="owner-doors" className="panel grid gap-5 px-5 py-5 sm:px-7">
      <div>
        <h2 id="owner-doors" className="text-xl font-semibold text-sand-50">
          With which account?
        </h2>
        <p className="mt-1 text-mist">
          Open it with its passkey or its wallet. You see what you allow before you sign.
        </p>
      </div>
      <Button
        data-testid="approve-passkey"
        look="outline"
        size="large"
        busy={opening === "passkey"}
        disabled={opening !== undefined}
        icon={<Fingerprint aria-hidden className="size-5" />}
        onClick={() => onEnter("passkey")}
      >
        Use a passkey
      </Button>
      <WalletList
        choices={wallets.choices}
        pairing={wallets.pairing}
        asking={opening === "wallet" ? wallets.asked : undefined}
        none="No wallet was found in this browser."
        onChoose={(id) => onEnter({ kind: "wallet", ask: (signal) => wallets.connect(id, signal) })}
      />
      {wallets.error && (
        <p role="alert" className="text-sm text-ember-300">
          {wallets.error}
        </p>
      )}
    </section>
  );
}

import { ChevronRight, Wallet } from "lucide-react";
import { useState } from "react";
import type { WalletChoice } from "@/app/_chain/announcement";
import { WALLET_CONNECT } from "@/app/_chain/walletConnect/connector";
import type { Pairing } from "@/app/_chain/walletConnect/pairing";
import { keepFocus } from "@/app/_ui/keepFocus";
import { loadPart } from "@/app/_ui/loadPart";
import { Spinner } from "@/app/_ui/Spinner";

const PairingCode = loadPart(() => import("./PairingCode").then((module) => module.PairingCode));

type Props = {
  choices: readonly WalletChoice[];
  pairing: Pairing | undefined;
  asking: string | undefined;
  onChoose: (id: string) => void;
  /** Said when there is none. */
  none?: string;
};

export function WalletList({
  choices,
  pairing,
  asking,
  onChoose,
  none = "No wallet was found in this browser. Install one and come back, or play as a guest.",
}: Props) {
  if (choices.length === 0) {
    return (
      <p data-testid="wallet-none" className="row px-4 py-5 text-sm text-mist">
        {none}
      </p>
    );
  }
  return (
    <ul className="grid gap-2">
      {choices.map(({ id, name, origin, icon }) => (
        <li key={id}>
          <button
            type="button"
            data-testid={`wallet-${id}`}
            aria-busy={asking === id}
            onMouseDown={keepFocus}
            onClick={() => onChoose(id)}
            className="row flex min-h-14 w-full items-center gap-3 px-4 text-left font-semibold transition-colors hover:border-sand-200/40 hover:bg-white/10 disabled:opacity-60"
          >
            <WalletIcon icon={icon} />
            <span className="min-w-0 grow [overflow-wrap:anywhere]">
              <bdi>{name}</bdi>
              <span className="block text-sm font-normal text-mist">
                {asking === id
                  ? "Confirm in the wallet…"
                  : (origin ?? (id === WALLET_CONNECT ? "By WalletConnect" : "A wallet in this browser"))}
              </span>
            </span>
            {asking === id ? <Spinner /> : <ChevronRight aria-hidden className="size-5 text-mist" />}
          </button>
          {id === WALLET_CONNECT && pairing && <PairingCode pairing={pairing} />}
        </li>
      ))}
    </ul>
  );
}

/** The wallet's picture; ours where it has none that may be shown, or where the page's policy or the picture itself fails. */
function WalletIcon({ icon }: { icon: string | undefined }) {
  const [broken, setBroken] = useState<string>();
  if (!icon || broken === icon) return <Wallet aria-hidden className="size-8 shrink-0 p-1 text-dusk-300" />;
  return (
    // biome-ignore lint/performance/noImgElement: wallets announce their picture as a data URI; an image service has nothing to do here.
    <img src={icon} alt="" className="size-8 shrink-0 rounded-lg object-contain" onError={() => setBroken(icon)} />
  );
}

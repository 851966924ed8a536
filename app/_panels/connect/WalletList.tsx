import { ChevronRight, Wallet } from "lucide-react";
import type { WalletChoice } from "@/app/_chain/useWallets";
import { Spinner } from "@/app/_ui/Spinner";

type Props = {
  choices: readonly WalletChoice[];
  asking: string | undefined;
  onChoose: (id: string) => void;
};

export function WalletList({ choices, asking, onChoose }: Props) {
  if (choices.length === 0) {
    return (
      <p data-testid="wallet-none" className="row px-4 py-5 text-sm text-mist">
        No wallet was found in this browser. Install one and come back, or play as a guest.
      </p>
    );
  }
  return (
    <ul className="grid gap-2">
      {choices.map(({ id, name, icon }) => (
        <li key={id}>
          <button
            type="button"
            data-testid={`wallet-${id}`}
            aria-busy={asking === id}
            onClick={() => onChoose(id)}
            className="row flex min-h-14 w-full items-center gap-3 px-4 text-left font-semibold transition-colors hover:border-sand-200/40 hover:bg-white/10 disabled:opacity-60"
          >
            {icon ? (
              // biome-ignore lint/performance/noImgElement: wallets announce their picture as a data URI; an image service has nothing to do here.
              <img src={icon.trim()} alt="" className="size-8 rounded-lg" />
            ) : (
              <Wallet aria-hidden className="size-8 p-1 text-dusk-300" />
            )}
            <span className="grow">
              {name}
              {asking === id && <span className="block text-sm font-normal text-mist">Answer in the wallet…</span>}
            </span>
            {asking === id ? <Spinner /> : <ChevronRight aria-hidden className="size-5 text-mist" />}
          </button>
        </li>
      ))}
    </ul>
  );
}

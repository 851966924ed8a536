import { Button } from "@/app/_ui/Button";

type Props = { wanted: string; busy: boolean; onSwitch: () => void };

/** Wallets refuse to sign for a chain they are not on; so the switch comes first. */
export function WrongChain({ wanted, busy, onSwitch }: Props) {
  return (
    <div data-testid="wrong-chain">
      <p className="mb-3 text-sm text-sand-200">
        Your wallet is on another chain. The island is on <strong>{wanted}</strong>.
      </p>
      <Button data-testid="switch-chain" size="large" className="w-full" busy={busy} onClick={onSwitch}>
        Switch the wallet
      </Button>
    </div>
  );
}

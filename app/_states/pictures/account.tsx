import { AccountView } from "@/app/_account/AccountView";
import type { AccountPort } from "@/app/_bridge/ownership/createAccountPort";
import type { AccountPage, RecoveryView, SignerView } from "@/app/_bridge/ownership/views";
import { account, deployment, hex, otherWallet, safeSigners, wallet } from "../facts";
import type { Sizes } from "../sizes";
import type { StateGroup } from "../state";
import { guest } from "../still";
import { Page } from "./Sheet";

const DAY_SECONDS = 86_400;
const now = () => Math.floor(Date.now() / 1_000);
const forever = () => new Promise<never>(() => undefined);
const ofWallet = (address: `0x${string}`): SignerView => ({ signer: address, kind: "address", text: address });
const device: SignerView = { signer: hex(14, 84), kind: "device", text: "…eeeeee" };

/** What is pressed is asked, and never answered. */
const port: AccountPort = {
  ...{ read: forever, order: forever, finish: forever },
  recoveries: { describe: ofWallet, begin: forever, agree: forever, whoAgreed: async () => [], send: forever },
};

const off: RecoveryView = {
  ...{ stage: "off", ended: undefined, guardians: [], threshold: 0, pending: undefined, delaySeconds: 2 * DAY_SECONDS },
};
const ready: RecoveryView = {
  ...off,
  ...{ stage: "ready", threshold: 2, guardians: [ofWallet(hex(1, 20)), ofWallet(hex(2, 20)), ofWallet(otherWallet)] },
};
const waiting = (dueSeconds: number): RecoveryView => ({
  ...{ ...ready, stage: dueSeconds > 0 ? "waiting" : "due" },
  pending: { owner: ofWallet(otherWallet), dueSeconds: now() + dueSeconds },
});

const shown = (change: (sizes: Sizes) => Partial<AccountPage>, isRecovery = false) => ({
  draw: (sizes: Sizes) => {
    const page: AccountPage = {
      ...{ stale: false, blockNumber: sizes.block, blockSeconds: BigInt(now()), account, isDeployed: true },
      ...{ you: { ...guest, kind: "wallet", label: wallet }, owner: ofWallet(wallet), lockedUntil: 0 },
      since: { seconds: now() - DAY_SECONDS, blockNumber: sizes.block },
      stake: { sand: sizes.sand, items: sizes.items },
      ...{ recovery: off, change: hex(0, 32) },
      modules: [{ kind: "sessions", module: deployment.sessionValidator }],
      ...change(sizes),
    };
    return (
      <Page>
        <AccountView {...{ page, port, isRecovery }} />
      </Page>
    );
  },
});
const others = (["validator", "executor", "fallback", "hook"] as const).map((kind, index) => ({
  ...{ kind, module: hex(index + 4, 20) },
}));
const stranger = { you: undefined };

export const accountPages: StateGroup = {
  title: "Who owns an account",
  states: [
    {
      name: "account-safe",
      title: "A Safe, with its signers",
      ...shown(() => ({ contract: { signers: safeSigners } })),
    },
    {
      name: "account-contract",
      title: "A contract that does not say who signs",
      ...shown(() => ({ contract: { signers: undefined } })),
    },
    {
      name: "account-guest",
      title: "A guest, with something to lose",
      ...shown(() => ({ you: guest, owner: device })),
    },
    {
      ...{ name: "account-new", title: "Not on chain yet" },
      ...shown(() => ({ you: guest, owner: device, isDeployed: false, since: undefined, stake: undefined })),
    },
    { name: "account-nobody", title: "Nobody plays here", ...shown(() => ({ ...stranger, account: undefined })) },
    { name: "account-owner", title: "No guardians yet", ...shown(() => ({})) },
    {
      ...{ name: "account-modules", title: "Modules of others" },
      ...shown(() => ({ modules: [...others, { kind: "unknown", module: hex(9, 20) }] })),
    },
    { name: "account-locked", title: "Secured today", ...shown(() => ({ lockedUntil: now() + DAY_SECONDS / 2 })) },
    { name: "account-stranger", title: "A stranger looks", ...shown(() => stranger) },
    { name: "recovery-ready", title: "Guardians are set up", ...shown(() => ({ recovery: ready })) },
    { name: "recovery-begin", title: "The owner is lost", ...shown(() => ({ ...stranger, recovery: ready }), true) },
    { name: "recovery-waiting", title: "Asked for", ...shown(() => ({ recovery: waiting(DAY_SECONDS) })) },
    { name: "recovery-due", title: "The wait is over", ...shown(() => ({ ...stranger, recovery: waiting(0) })) },
    {
      ...{ name: "recovery-cancelled", title: "Cancelled" },
      ...shown(() => ({ recovery: { ...ready, ended: { how: "cancelled", seconds: now() - 600 } } })),
    },
    {
      ...{ name: "recovery-done", title: "Done" },
      ...shown(() => ({ recovery: { ...off, ended: { how: "done", seconds: now() - 600 } } })),
    },
  ],
};

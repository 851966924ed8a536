import type { OwnerView } from "@/app/_bridge/ports";
import type { WaitingView } from "@/app/_bridge/signers/views";
import { PermissionDialog } from "@/app/_panels/grant/PermissionDialog";
import { Messages } from "@/app/play/Messages";
import { hex, safeSigners, wallet } from "../facts";
import type { Sizes } from "../sizes";
import type { State, StateGroup } from "../state";
import { guest, runningHour } from "../still";
import { Speaking } from "./Sheet";

const none = () => undefined;
const ofSafe: OwnerView = {
  ...{ ...guest, kind: "wallet", label: wallet, wallet: { status: "here", address: wallet } },
  contract: { signers: safeSigners },
};

/** Large: as many signers as a Safe of a parliament. */
function waitingFor({ isLarge, reason }: Sizes, change: Partial<WaitingView>): WaitingView {
  const validAfter = Math.floor(Date.now() / 1_000) + (isLarge ? 86_400 : 1_800);
  const many = { threshold: 12, owners: Array.from({ length: 16 }, (_, index) => hex(index, 20)) };
  return {
    ...{ step: "signers", owner: wallet, signers: isLarge ? many : safeSigners, wallet: "asked" },
    ...{ digest: hex(10, 32), safeHash: hex(11, 32), validAfter, validUntil: validAfter + 3_600 },
    ...change,
    ...(change.reason && isLarge && { reason }),
  };
}

const waiting = (name: string, title: string, change: Partial<WaitingView> = {}): State => ({
  ...{ name: `signers-${name}`, title },
  knows: (sizes) => ({
    page: {
      ...runningHour(sizes).page,
      ...{ phase: "granting", busy: "signing", session: undefined, owner: ofSafe, waiting: waitingFor(sizes, change) },
    },
    signed: undefined,
  }),
  draw: () => <PermissionDialog open onClose={none} messages={<Messages />} mode="first" />,
  until: "[data-testid=signers-dialog]",
});

export const signers: StateGroup = {
  title: "An owner that is a contract",
  states: [
    waiting("asked", "The wallet was asked"),
    waiting("few", "The wallet answered too early", { wallet: "tooFew" }),
    waiting("failed", "The wallet did not sign", {
      wallet: "failed",
      reason: "The wallet does not know this request.",
    }),
    waiting("later", "Opened again later", { wallet: "none" }),
    waiting("unknown", "A contract that does not say who signs", { signers: undefined }),
    { ...waiting("card", "Everything that they sign"), press: ["[data-testid=signers-card] summary"] },
    waiting("due", "Approved, and the hour has not begun", { step: "due" }),
    waiting("enabling", "The key is switched on", { step: "enabling" }),
    {
      ...{ name: "signers-meanwhile", title: "An hour is played meanwhile" },
      knows: (sizes) => ({ page: { ...runningHour(sizes).page, owner: ofSafe, waiting: waitingFor(sizes, {}) } }),
      draw: () => (
        <Speaking>
          <Messages onRenew={none} />
        </Speaking>
      ),
    },
  ],
};

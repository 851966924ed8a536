import type { OwnerStep, OwnerWork, SecureSnapshot } from "@/app/_bridge/owner/ports";
import { describeOpenedRoom, describeOwnerAction } from "@/app/_bridge/owner/words";
import type { LaneEnd, OperationView, OwnerView } from "@/app/_bridge/ports";
import { OwnerDialog, SecureDialog } from "@/app/_panels/owner/actions";
import { EndedDialog } from "@/app/_panels/session/EndedDialog";
import { Receipt } from "@/app/_panels/session/Receipt";
import { account, deployment, hex, wallet } from "../facts";
import type { Sizes } from "../sizes";
import type { State, StateGroup } from "../state";
import { guest, operations, runningHour, session } from "../still";

const none = () => undefined;

const ended = (end: LaneEnd, title: string, waiting = false): State => ({
  ...{ name: `ended-${end}${waiting ? "-waiting" : ""}`, title },
  knows: (sizes) => ({
    page: {
      ...runningHour(sizes).page,
      ...{ phase: "ended", queued: waiting ? sizes.moves : 0 },
      session: session(sizes, { state: end === "revoked" ? "revoked" : "expired", end }),
    },
  }),
  draw: () => <EndedDialog open onClose={none} onRenew={none} messages={null} />,
});

export const endings: StateGroup = {
  title: "The end of a session",
  states: [
    ended("expired", "By time"),
    ended("expired", "By time, with moves that wait", true),
    ended("revoked", "By the player"),
    ended("exhausted", "Its limits are used up"),
    ended("unsponsored", "The sponsor’s budget is used up"),
    ended("denied", "The sponsor stopped paying"),
    ended("refused", "The signature was not accepted"),
    ended("failed", "The page failed"),
  ],
};

const receipt = (
  name: string,
  title: string,
  status: OperationView["status"],
  more: Partial<OperationView> = {},
): State => ({
  ...{ name: `receipt-${name}`, title },
  draw: (sizes) => {
    const [operation] = operations(sizes, [status]);
    return operation && <Receipt operation={{ ...operation, ...more }} onClose={none} />;
  },
});

export const receipts: StateGroup = {
  title: "Receipt",
  states: [
    receipt("first", "The first of a session", "confirmed", { deploys: true, enables: true }),
    receipt("later", "A later one", "confirmed"),
    receipt("pending", "On its way", "pending"),
    receipt("refused", "Refused before a block", "rejected"),
    receipt("reverted", "Undone in its block", "rejected", {
      ...{ blockNumber: 4_812n, transactionHash: hex(2, 32), latencyMs: 406 },
      ...{ gasUsed: 214_380n, costWei: 176_400_000_000_000n, paidBy: "sponsor" },
    }),
    receipt("lost", "Taken back by the chain", "lost"),
  ],
};

type Work = Partial<OwnerWork> & { step: OwnerStep };
const ofWallet: OwnerView = { ...guest, kind: "wallet", label: wallet, wallet: { status: "here", address: wallet } };

function work({ sand, actions, isLarge }: Sizes, changes: Work): OwnerWork {
  const action = { type: "sendSand", to: hex(12, 20), amount: isLarge ? sand : sand / 10n } as const;
  const words = describeOwnerAction(action);
  const call = { functionSignature: "transfer(address,uint256)", target: deployment.sand, targetName: "Sand" };
  return {
    ...{ action, words },
    plan: {
      calls: [{ ...call, words: words.title }],
      ...{ account, entryPoint: deployment.entryPoint, callData: hex(14, isLarge ? 900 : 132) },
    },
    ...changes,
    ...(isLarge && changes.reason && { reason: `${changes.reason} ${actions.join(", ")}` }),
  };
}

const owner = (name: string, title: string, changes: Work, who: OwnerView = guest): State => ({
  ...{ name: `owner-${name}`, title },
  knows: (sizes) => ({ page: { ...runningHour(sizes).page, owner: who } }),
  draw: (sizes) => <OwnerDialog work={work(sizes, changes)} />,
});

/** A room is known with its number. */
const opened: State = {
  ...owner("room", "A room is open", { step: "confirmed" }),
  draw: (sizes) => {
    const action = { type: "openRoom", length: 1, inSeconds: 120 } as const;
    const words = describeOpenedRoom(describeOwnerAction(action), 7);
    return <OwnerDialog work={work(sizes, { step: "confirmed", action, words, room: 7 })} />;
  },
};

export const ownerDialog: StateGroup = {
  title: "What the owner signs",
  states: [
    owner("reading", "The chain is read", { step: "reading" }),
    owner("ready", "A guest may sign", { step: "ready" }),
    owner("ready-passkey", "A passkey may sign", { step: "ready" }, { ...guest, kind: "passkey" }),
    {
      ...owner("ready-wallet", "A wallet may sign", { step: "ready" }, ofWallet),
      press: ["[data-testid=owner-work] summary"],
    },
    owner("asking", "The wallet asks", { step: "asking" }, ofWallet),
    owner("sent", "On its way", { step: "sent" }),
    owner("confirmed", "On chain", { step: "confirmed" }),
    opened,
    owner("declined", "The owner said no", { step: "declined", reason: "You declined. Nothing was signed." }, ofWallet),
    owner("refused", "It would fail", { step: "refused", reason: "You have less Sand than that." }),
    owner("refused-guest", "A guest’s account gives nothing away", {
      ...{
        step: "refused",
        remedy: "secure",
        reason: "Secure your account first: nothing can leave a guest’s account.",
      },
    }),
    owner("refused-locked", "Locked for a day", {
      ...{ step: "refused", remedy: "release", reason: "The day is over: unlock your account first." },
    }),
    owner("unheard", "The chain has not answered", {
      step: "unheard",
      reason: "It was sent, and the result is not known yet.",
    }),
  ],
};

const secure = (name: string, title: string, now: NonNullable<SecureSnapshot>): State => ({
  ...{ name: `secure-${name}`, title },
  knows: ({ walletName }) => ({ wallets: { names: [walletName] } }),
  draw: () => <SecureDialog work={now} />,
});

export const secureDialog: StateGroup = {
  title: "A guest secures the account",
  states: [
    secure("choosing", "How?", { step: "choosing" }),
    secure("opening", "The device asks", { step: "opening", with: "passkey" }),
    secure("proving", "The wallet signs", { step: "proving", with: "wallet" }),
    secure("sent", "On its way", { step: "sent", with: "wallet" }),
    secure("failed", "It failed", { step: "failed", reason: "The blockchain is not responding. Nothing changed." }),
  ],
};

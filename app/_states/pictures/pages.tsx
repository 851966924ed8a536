import { BoardProblem, BoardWaiting } from "@/app/_board/BoardState";
import { AchievementsSection } from "@/app/_board/PlayerAchievements";
import type { Achievement } from "@/app/_bridge/expedition/achievements";
import type { SessionPage } from "@/app/_bridge/sessions/createSessionList";
import type { SessionCardView } from "@/app/_bridge/sessions/toCard";
import { NotOnChain } from "@/app/_inspector/NotOnChain";
import { OnChain } from "@/app/_inspector/OnChain";
import { Bazaar } from "@/app/_panels/bazaar/Bazaar";
import { SessionsView } from "@/app/_sessions/SessionsView";
import { account, card, hex, one } from "../facts";
import type { Sizes } from "../sizes";
import type { State, StateGroup } from "../state";
import { guest, operations, type Still } from "../still";
import { inspected } from "./inspected";
import { Page, Sheet } from "./Sheet";

const none = () => undefined;
const waiting = (name: string): State => ({
  ...{ name: `${name}-loading`, title: "Loading" },
  draw: () => (
    <Page>
      <BoardWaiting />
    </Page>
  ),
});
const problem = (name: string, what: string, isOnline: boolean): State => ({
  ...{ name: `${name}-${isOnline ? "down" : "offline"}`, title: isOnline ? "The chain does not answer" : "Offline" },
  draw: () => (
    <Page>
      <BoardProblem {...{ what, isOnline }} reason="The blockchain is not responding." busy={false} onRetry={none} />
    </Page>
  ),
});

function row(sizes: Sizes, index: number, changes: Partial<SessionCardView>): SessionCardView {
  const now = Math.floor(Date.now() / 1_000);
  const { block, limits, wei } = sizes;
  return {
    ...{
      id: hex(index + 1, 32),
      label: "Another device",
      print: `${index}f3a 11c0`,
      status: "running",
      isDenied: false,
    },
    ...{
      madeSeconds: now - 900 * (index + 1),
      madeBlock: block,
      validUntil: now + 2_700 - 900 * index,
      ended: undefined,
    },
    actions: { used: 68n, max: BigInt(limits.calls) },
    sand: { used: limits.sand / 3n, max: limits.sand },
    gasWei: { used: wei * 68n, max: limits.wei },
    last: { seconds: now - 60, block, userOpHash: hex(index + 3, 32), isSuccess: index !== 1 },
    card: card(sizes),
    ...changes,
  };
}

function sessionPage(sizes: Sizes, changes: Partial<SessionPage> = {}): SessionPage {
  const now = Math.floor(Date.now() / 1_000);
  return {
    ...{ stale: false, blockNumber: sizes.block, blockSeconds: BigInt(now), account, owner: guest, json: "{}" },
    sessions: [
      row(sizes, 0, { label: "This browser" }),
      row(sizes, 1, { isDenied: true }),
      row(sizes, 2, { status: "ended", ended: { bySeconds: now - 300, words: "Ended by the owner, with all others" } }),
      row(sizes, 3, { status: "runOut", last: undefined, validUntil: now - 600 }),
    ],
    ...changes,
  };
}

const sessions = (changes: Partial<SessionPage>, end: () => Promise<void> = () => new Promise(none)) => ({
  draw: (sizes: Sizes) => (
    <Page>
      <SessionsView page={sessionPage(sizes, changes)} end={end} />
    </Page>
  ),
});
const refuse = () => Promise.reject(new Error("You declined in the wallet. Nothing was ended."));

export const sessionPages: StateGroup = {
  title: "All sessions of an account",
  states: [
    { name: "sessions-own", title: "The owner looks", ...sessions({}) },
    { name: "sessions-stranger", title: "A stranger looks", ...sessions({ owner: undefined }) },
    { name: "sessions-none", title: "No session yet", ...sessions({ sessions: [] }) },
    { name: "sessions-nobody", title: "Nobody plays here", ...sessions({ account: undefined, owner: undefined }) },
    { name: "sessions-may", title: "What one may do", ...sessions({}), press: ["[data-testid=session-may] summary"] },
    { name: "sessions-end", title: "End one?", ...sessions({}), press: ["[data-testid=end-one]"] },
    {
      ...{ name: "sessions-ending", title: "All are being ended", ...sessions({}) },
      press: ["[data-testid=end-all]", "[data-testid=end-all-confirm]"],
    },
    {
      ...{ name: "sessions-refused", title: "The owner said no", ...sessions({}, refuse) },
      press: ["[data-testid=end-all]", "[data-testid=end-all-confirm]"],
    },
    waiting("sessions"),
    problem("sessions", "list", true),
    problem("sessions", "list", false),
  ],
};

const onChain = (changes: Parameters<typeof inspected>[1] = {}) => ({
  draw: (sizes: Sizes) => (
    <Page>
      <OnChain operation={inspected(sizes, changes)} />
    </Page>
  ),
});
const own = (status: Parameters<typeof operations>[1][number]) => ({
  draw: (sizes: Sizes) => {
    const [operation] = operations(sizes, [status]);
    return <Page>{operation && <NotOnChain inspection={{ state: "own", operation }} />}</Page>;
  },
});

export const inspector: StateGroup = {
  title: "One operation",
  states: [
    { name: "op-first", title: "The first of a session", ...onChain({ deploys: true, enables: true }) },
    { name: "op-executed", title: "Executed", ...onChain() },
    { name: "op-reverted", title: "Reverted", ...onChain({ state: "reverted" }) },
    { name: "op-bare", title: "Its contents are not known", ...onChain({ contents: undefined, session: undefined }) },
    { name: "op-sending", title: "This browser sends it", ...own("sending") },
    { name: "op-refused", title: "Refused before a block", ...own("rejected") },
    { name: "op-lost", title: "Taken back by the chain", ...own("lost") },
    {
      ...{ name: "op-unknown", title: "Nobody knows it" },
      draw: () => (
        <Page>
          <NotOnChain inspection={{ state: "unknown" }} />
        </Page>
      ),
    },
    problem("op", "operation", true),
    problem("op", "operation", false),
  ],
};

const achieved = (earned: readonly Achievement[] | undefined, hasFailed = false) => ({
  draw: () => (
    <Page>
      <AchievementsSection {...{ earned, hasFailed }} />
    </Page>
  ),
});

export const playerPage: StateGroup = {
  title: "What a player has achieved",
  states: [
    { name: "achieved-some", title: "Some", ...achieved(["home", "emptyPurse", "walk100"]) },
    { name: "achieved-none", title: "None yet", ...achieved([]) },
    { name: "achieved-loading", title: "Loading", ...achieved(undefined) },
    { name: "achieved-down", title: "The chain does not answer", ...achieved(undefined, true) },
  ],
};

const bazaar = (offers: (sizes: Sizes) => Still["offers"]) => ({
  knows: (sizes: Sizes) => ({ offers: offers(sizes) }),
  draw: () => (
    <Sheet>
      <Bazaar />
    </Sheet>
  ),
});
const offers = ({ isLarge, sand, items }: Sizes) => [
  { number: 2n, seller: hex(12, 20), item: 28, left: isLarge ? items : 3, price: isLarge ? sand : 2n * one },
  { number: 1n, seller: account, item: 26, left: 1, price: one / 2n },
];

export const bazaarPanel: StateGroup = {
  title: "Bazaar",
  states: [
    {
      name: "bazaar-full",
      title: "Two offers",
      ...bazaar((sizes) => ({ offers: offers(sizes), older: 1n })),
      until: "[data-testid=offer-1]",
    },
    { name: "bazaar-empty", title: "Nothing for sale", ...bazaar(() => ({ offers: [], older: undefined })) },
    { name: "bazaar-loading", title: "Loading", ...bazaar(() => "loading") },
    {
      name: "bazaar-down",
      title: "The chain does not answer",
      ...bazaar(() => "down"),
      until: "[data-testid=bazaar][data-state=error]",
    },
    { name: "bazaar-offline", title: "Offline", ...bazaar(() => "loading"), isOffline: true },
  ],
};

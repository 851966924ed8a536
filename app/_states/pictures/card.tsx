import type { Notice, OwnerView } from "@/app/_bridge/ports";
import { PermissionDialog } from "@/app/_panels/grant/PermissionDialog";
import { Messages } from "@/app/play/Messages";
import { card, one, otherWallet, safeSigners, wallet } from "../facts";
import type { Sizes } from "../sizes";
import type { State, StateGroup } from "../state";
import { allUp, guest, runningHour, type Still } from "../still";
import { DigitCard } from "./DigitCard";

const none = () => undefined;
const open = (mode: "first" | "renew") => () => (
  <PermissionDialog open onClose={none} messages={<Messages />} mode={mode} />
);
const ofWallet: OwnerView = { ...guest, kind: "wallet", label: wallet, wallet: { status: "here", address: wallet } };

const ofSafe: OwnerView = { ...ofWallet, contract: { signers: safeSigners } };

type Page = Partial<Still["page"]>;

const says = (tone: Notice["tone"], text: string): Page => ({ notices: [{ id: 1, tone, text }] });

/** Before the first signature. */
const first = (page: Page = {}, more: (sizes: Sizes) => Partial<Still> = () => ({})) => ({
  knows: (sizes: Sizes) => ({
    page: { ...runningHour(sizes).page, phase: "connected" as const, session: undefined, ...page },
    signed: undefined,
    ...more(sizes),
  }),
  draw: open("first"),
});

const renewal = (page: Page = {}, before: { maxSpend?: bigint } = {}) => ({
  knows: (sizes: Sizes) => ({ page: { ...runningHour(sizes).page, ...page }, signed: card(sizes, before) }),
  draw: open("renew"),
});

const digits = (locale: string, name: string, language: string): State => ({
  name: `card-digits-${name}`,
  title: `Numbers as in ${language}`,
  draw: (sizes) => <DigitCard request={card(sizes)} locale={locale} />,
});

export const permissionCard: StateGroup = {
  title: "Permission card",
  states: [
    { name: "card-guest", title: "A guest’s first hour", ...first() },
    { name: "card-wallet", title: "A wallet’s first hour", ...first({ owner: ofWallet }) },
    {
      name: "card-all",
      title: "Everything that is signed",
      ...first(),
      press: ["[data-testid=grant-details] summary"],
    },
    {
      name: "card-nothing",
      title: "Nothing to lose yet",
      ...first({}, (sizes) => ({ card: card({ ...sizes, sand: 0n, items: 0 }) })),
    },
    {
      name: "card-no-sponsor",
      title: "The account pays by itself",
      ...first({}, (sizes) => ({ card: card(sizes, { paysItself: true }) })),
    },
    { name: "card-loading", title: "The game is loading", ...first({ engine: "loading" }) },
    { name: "card-no-game", title: "The game could not be loaded", ...first({ engine: "failed" }) },
    {
      name: "card-signing-passkey",
      title: "The device asks",
      ...first({ owner: { ...guest, kind: "passkey" }, busy: "signing", phase: "granting" }),
    },
    {
      name: "card-signing-wallet",
      title: "The wallet asks",
      ...first({ owner: ofWallet, busy: "signing", phase: "granting" }),
    },
    {
      name: "card-wrong-chain",
      title: "The wallet is on another chain",
      ...first({ owner: ofWallet }, ({ walletName }) => ({ wallets: { names: [walletName], onOtherChain: wallet } })),
    },
    {
      name: "card-wallet-away",
      title: "The wallet is locked",
      ...first({ owner: { ...ofWallet, wallet: { status: "away" } } }, ({ walletName }) => ({
        wallets: { names: [walletName] },
      })),
    },
    {
      name: "card-wallet-other",
      title: "The wallet shows another account",
      ...first({ owner: { ...ofWallet, wallet: { status: "here", address: otherWallet } } }),
    },
    {
      name: "card-declined",
      title: "The wallet said no",
      ...first({
        owner: ofWallet,
        ...says("info", "You declined in the wallet. Nothing was signed; you can try again."),
      }),
    },
    {
      name: "card-no-budget",
      title: "The sponsor refuses for today",
      ...first(says("error", "The sponsor’s budget for you is used up for today. Try again after 01:00.")),
    },
    {
      name: "card-no-database",
      title: "The database is down",
      ...first({ health: { ...allUp, database: "down" }, ...says("error", "The sponsor does not answer.") }),
    },
    { name: "card-safe", title: "A Safe’s first hour", ...first({ owner: ofSafe }) },
    {
      name: "card-contract",
      title: "A contract that does not say who signs",
      ...first({ owner: { ...ofWallet, contract: { signers: undefined } } }),
    },
    { name: "card-renewal", title: "Renewal, nothing differs", ...renewal() },
    { name: "card-renewal-differs", title: "Renewal, a limit differs", ...renewal({}, { maxSpend: 250n * one }) },
    {
      name: "card-renewal-waiting",
      title: "Renewal, with moves that wait",
      ...{ ...renewal(), knows: (sizes: Sizes) => ({ page: { ...runningHour(sizes).page, queued: sizes.moves } }) },
    },
    digits("ar-EG", "arabic", "Egypt"),
    digits("hi-IN-u-nu-deva", "devanagari", "India"),
    digits("fa-IR", "persian", "Iran"),
  ],
};

import type { Health, Notice } from "@/app/_bridge/ports";
import { Messages } from "@/app/play/Messages";
import { otherWallet, wallet } from "../facts";
import type { Sizes } from "../sizes";
import type { State, StateGroup } from "../state";
import { allUp, guest, runningHour, type Still, session } from "../still";
import { Speaking } from "./Sheet";

const draw = () => (
  <Speaking>
    <Messages onRenew={() => undefined} />
  </Speaking>
);

const page = (changes: (sizes: Sizes) => Partial<Still["page"]>) => ({
  knows: (sizes: Sizes) => ({ page: { ...runningHour(sizes).page, ...changes(sizes) } }),
  draw,
});

const down = (name: string, title: string, ...parts: (keyof Health)[]): State => ({
  ...{ name: `down-${name}`, title },
  ...page(({ moves }) => ({
    queued: moves,
    health: { ...allUp, ...Object.fromEntries(parts.map((part) => [part, "down" as const])) },
  })),
});

const waits = (name: string, title: string, words: string): State => ({
  ...{ name: `waits-${name}`, title },
  ...page((sizes) => ({ session: session(sizes, { waiting: words }) })),
});

const says = (name: string, title: string, ...notices: readonly Omit<Notice, "id">[]): State => ({
  ...{ name: `says-${name}`, title },
  ...page(() => ({ notices: notices.map((notice, id) => ({ id, ...notice })) })),
});

export const banners: StateGroup = {
  title: "What the page says by itself",
  states: [
    { name: "down-network", title: "Offline", isOffline: true, ...page(({ moves }) => ({ queued: moves })) },
    down("app", "This site", "app"),
    down("stream", "The event stream", "stream"),
    down("rpc", "The chain", "rpc"),
    down("bundler", "The bundler", "bundler"),
    down("sponsor", "The sponsor", "sponsor"),
    down("database", "The database", "database"),
    down("several", "Chain, bundler and sponsor", "rpc", "bundler", "sponsor"),
    waits("sponsor", "The sponsor has no money", "The sponsor has run out of money."),
    waits("busy", "Too many requests", "Too many requests right now."),
    {
      name: "wallet-switched",
      title: "The wallet shows another account",
      ...page(() => ({
        owner: { ...guest, kind: "wallet", label: wallet, wallet: { status: "here", address: otherWallet } },
      })),
    },
    {
      name: "renew-offer",
      title: "One minute left",
      ...page((sizes) => ({ session: session(sizes, { playUntil: Math.floor(Date.now() / 1_000) + 58 }) })),
    },
    says("again", "Reorganised", {
      tone: "warning",
      text: "The blockchain took back your last actions. They are being sent again.",
    }),
    says("refused", "The wallet said no", {
      tone: "info",
      text: "You declined in the wallet. Nothing was signed; you can try again.",
    }),
    says(
      "everything",
      "Every tone at once",
      {
        tone: "info",
        text: "This is a new world. Everything that this browser had stored for the old one is deleted.",
      },
      { tone: "success", text: "2 Wood for sale in the Bazaar." },
      { tone: "error", text: "The sponsor stopped paying for this session. What you own stays yours." },
    ),
    {
      name: "undone",
      title: "A move was undone",
      knows: ({ reason }) => ({
        effects: [
          {
            ...{ type: "rolledBack", action: { type: "gather", tile: 1944 }, words: "Gather wood" },
            ...{ reason: "NodeTaken", text: reason },
          },
        ],
      }),
      draw,
    },
  ],
};

import type { CardRequest } from "@hourglass/session/core";
import type { OfferPage, OwnerSnapshot, SecureSnapshot } from "@/app/_bridge/owner/ports";
import type { PlayEffect, PlaySnapshot } from "@/app/_bridge/playPort";
import type { BridgeSnapshot, OperationView, OwnerView, SessionView } from "@/app/_bridge/ports";
import type { TheftOutcome } from "@/app/_bridge/theft/report";
import { newcomer } from "@/game/rules/player";
import type { World } from "@/game/rules/types";
import { account, card, deployment, hex, one } from "./facts";
import type { Sizes } from "./sizes";
import { worldAfter } from "./stillPlay";
import type { StillWallets } from "./stillWallets";

/** Beside the fire of island 7. */
const bush = 34 * 64 + 32;

/** All that a page knows at one moment. */
export type Still = {
  page: BridgeSnapshot;
  game: PlaySnapshot;
  /** The game goes on, by the rules alone, and begins before the first expedition. */
  isPlayed: boolean;
  owner: OwnerSnapshot;
  secure: SecureSnapshot;
  card: CardRequest;
  signed: CardRequest | undefined;
  offers: OfferPage | "loading" | "down";
  knowsPasskey: boolean;
  /** What comes of the attempt to misuse the session key. */
  theft: TheftOutcome;
  /** What the game reported until then. */
  effects: readonly PlayEffect[];
  wallets: StillWallets;
};

export const allUp: BridgeSnapshot["health"] = {
  ...{ app: "up", stream: "up", rpc: "up", bundler: "up", sponsor: "up", database: "up" },
};

export const guest: OwnerView = { kind: "guest", label: "8f3a 11c0", account };

/** A session that runs: 47 minutes are left of it. */
export function session({ isLarge, limits, wei }: Sizes, changes: Partial<SessionView> = {}): SessionView {
  return {
    state: "enabled",
    isRead: true,
    ...{ id: hex(15, 32), print: "8f3a 11c0" },
    playUntil: Math.floor(Date.now() / 1_000) + 47 * 60,
    ...{ actionsLeft: limits.calls - 68, actionsMax: limits.calls },
    ...{ sandLeft: limits.sand - 12n * one, sandMax: limits.sand },
    ...{ gasLeftWei: limits.wei - wei * 68n, gasMaxWei: limits.wei },
    paid: { wei: wei * 68n, operations: isLarge ? 65_000 : 68 },
    ...{ keyStorage: "stored", lane: "sender" },
    ...changes,
  };
}

/** One operation of each status, or only of these. */
export function operations(sizes: Sizes, statuses: readonly OperationView["status"][]): readonly OperationView[] {
  const { actions, wei, gas, block, reason } = sizes;
  return statuses.map((status, index) => {
    const startedAtMs = Date.now() - index * 4_000;
    const isOnChain = status === "confirmed" || status === "lost";
    return {
      ...{ id: `${index}`, actions, status, startedAtMs },
      ...(status !== "queued" && { userOpHash: hex(index + 1, 32), signedAtMs: startedAtMs + 12 }),
      ...(status !== "queued" && status !== "sending" && { acceptedAtMs: startedAtMs + 96 }),
      ...(isOnChain && { transactionHash: hex(index + 2, 32), gasUsed: gas, costWei: wei, paidBy: "sponsor" as const }),
      ...(isOnChain && { blockNumber: block, latencyMs: 406 }),
      ...(status === "rejected" && {
        reason,
        refusal: { rule: "NodeTaken", values: [{ name: "tile", value: "1944" }] },
      }),
      ...(status === "lost" && { reason: "The blockchain took it back." }),
    };
  });
}

/** The chain refused all of it. */
function refusedTheft({ sand, limits }: Sizes): TheftOutcome {
  const standing = { sand, actionsLeft: limits.calls - 68, gasLeftWei: limits.wei };
  const thefts = [
    { what: "Send your Sand to somebody else", rule: "CallNotPermitted", name: "selector", value: "0xa9059cbb" },
    { what: "Let somebody else move your Sand", rule: "CallNotPermitted", name: "selector", value: "0x095ea7b3" },
    {
      what: "Give itself more time",
      rule: "PermissionTargetForbidden",
      name: "target",
      value: deployment.sessionValidator,
    },
  ].map(({ what, rule, name, value }) => ({ what, refusal: { rule, values: [{ name, value }] } }));
  return { report: { thefts, before: standing, after: standing } };
}

/** The same world, in which the player has something to lose. */
export function owning(world: World, { sand, items, isLarge }: Sizes): World {
  const player = world.players[account] ?? newcomer;
  const relics = [isLarge ? items : 1, 0, 2, 0, 0, 0];
  const profile = { ...player.profile, sand, vault: 2n * sand, relics };
  return { ...world, players: { ...world.players, [account]: { ...player, profile } } };
}

/** An hour that runs, of a guest with some Sand. */
export function runningHour(sizes: Sizes): Still {
  const world = worldAfter({ agoSeconds: 460, deeds: [{ type: "gather", tile: bush }] });
  return {
    page: {
      ...{ phase: "playing", health: allUp, owner: guest, session: session(sizes), queued: 0, notices: [] },
      operations: operations(sizes, ["queued", "sending", "pending", "confirmed", "rejected", "lost", "confirmed"]),
      ...{ clockOffsetMs: 0, busy: undefined, opening: undefined, engine: "ready", streamNote: undefined },
    },
    game: { world: owning(world, sizes), others: {}, self: account, pending: 0, playable: true },
    isPlayed: false,
    owner: { work: undefined, isShown: false, confirmed: 0 },
    secure: undefined,
    ...{ card: card(sizes), signed: card(sizes), offers: { offers: [], older: undefined } },
    ...{ knowsPasskey: false, effects: [], wallets: {}, theft: refusedTheft(sizes) },
  };
}

import type { Confirmations, LaneSource } from "@hourglass/session/core";
import { createLane, createLanePorts, createLocalLock, createMemoryKeyStore } from "@hourglass/session/core";
import { type Address, createClient, type Hex, type PublicClient, type Transport } from "viem";
import type { Config } from "@/app/_api/config";
import { encodeAction } from "@/app/_bridge/encodeAction";
import { gasTable } from "@/app/_bridge/gasTable";
import { hourglassAbi } from "@/app/_chain/generated/abis";
import { createGuest } from "@/app/_server/testWorld";
import type { Action } from "@/game/rules/actions";
import { emptyWorld, newcomer } from "@/game/rules/player";
import type { Player, Scene } from "@/game/rules/types";
import type { State } from "./accounting.ts";
import { chooseNext } from "./route.ts";

/** The ways into the app that a page has. */
export type Doors = { rpc: Transport; bundler: Transport; sponsor: Transport };

/** One action, as the player felt it. */
export type Deed = { playedAtMs: number; action: Action; fate: "open" | "confirmed" | "undone"; feltMs?: number };

export type Walker = Awaited<ReturnType<typeof createWalker>>;

/** Most calls in one operation, as the page sends them (game/sync). */
const MAX_CALLS = 16;

/** Nothing of chance: practice has its own seed, and nobody falls by day. */
const draws: Scene["draws"] = { falls: () => undefined, day: () => undefined, room: () => undefined };

export type WalkerOptions = {
  /** Past the doors, for what a page has from elsewhere: the owner, the clock. */
  chain: PublicClient;
  config: Config;
  doors: Doors;
  /** Makes pushed confirmations of an account; without them the lane polls for them. */
  watch?: (account: Address) => Confirmations["watch"];
};

/**
 * An honest player without a screen: a guest with a real grant and the kit's own lane, on an island of their own in practice. The
 * rules predict what the chain makes of it, as on a page.
 * @returns The player. Nothing is sent before the first action.
 */
export async function createWalker({ chain, config, doors, watch }: WalkerOptions) {
  const { deployment } = config;
  const guest = await createGuest(chain, config, { maxActions: 5_000 });
  const offsetSeconds = Number((await chain.getBlock()).timestamp) - Date.now() / 1000;
  const client = (transport: Transport) => createClient({ transport });
  const session = {
    ...{ module: guest.module, entryPoint: deployment.entryPoint, signed: guest, signer: guest.key },
    factory: guest.factory,
  };
  const ports = createLanePorts({
    ...{ session, gasTable, abi: hourglassAbi },
    ...{ rpc: client(doors.rpc), bundler: client(doors.bundler) },
    sponsor: { client: client(doors.sponsor), gasLimits: config.sponsor },
    store: createMemoryKeyStore(),
    lock: createLocalLock(),
    chainNow: () => Date.now() / 1000 + offsetSeconds,
  });

  const self = guest.account.toLowerCase();
  const seed = Number(BigInt.asUintN(32, BigInt(self)));
  const deeds: Deed[] = [];
  const confirmed: Hex[] = [];
  const words: string[] = [];
  let waiting: Deed[] = [];
  let world = emptyWorld;
  let turn = 0;
  let refused = 0;
  const source: LaneSource<readonly number[]> = {
    take: () => {
      const taken = waiting.slice(0, MAX_CALLS);
      if (taken.length === 0) return undefined;
      waiting = waiting.slice(taken.length);
      const calls = taken.map(({ action }) => encodeAction(deployment.hourglass, action));
      return { calls, item: taken.map((deed) => deeds.indexOf(deed)) };
    },
    giveBack: ({ item }) => {
      waiting = [...item.flatMap((index) => deeds[index] ?? []), ...waiting];
    },
    settled: ({ item, status, userOpHash, error }) => {
      const isConfirmed = status === "confirmed";
      for (const index of item) {
        const deed = deeds[index];
        if (!deed) continue;
        deed.fate = isConfirmed ? "confirmed" : "undone";
        deed.feltMs = Date.now() - deed.playedAtMs;
      }
      if (isConfirmed && userOpHash) confirmed.push(userOpHash);
      if (!isConfirmed) words.push(error?.message ?? "undone without a word");
    },
  };
  const lane = createLane(session, source, {
    ...ports,
    ...(watch && { confirmations: { ...ports.confirmations, watch: watch(guest.account) } }),
  });
  const count = (fate: Deed["fate"]) => deeds.filter((deed) => deed.fate === fate).length;

  return {
    account: guest.account,
    /** What was signed and sent, for those who try it again. */
    guest,
    /**
     * Plays one action, unless the rules say that the player must wait: it goes out as soon as nothing is in flight, together with
     * what else was played by then.
     */
    act: () => {
      const nowSeconds = Date.now() / 1000 + offsetSeconds;
      const chosen = chooseNext({ world, self, nowSeconds, block: 0, draws }, turn, seed);
      if (!chosen) {
        refused += 1;
        return;
      }
      ({ world, turn } = chosen);
      const deed: Deed = { playedAtMs: Date.now(), action: chosen.action, fate: "open" };
      deeds.push(deed);
      waiting.push(deed);
      lane.wake();
    },
    /** Actions that are not settled. */
    open: () => count("open"),
    confirmedActions: () => count("confirmed"),
    /** Whether the bundler took an operation in that is not on chain yet. */
    isPending: () => lane.getSnapshot().operations[0]?.status === "pending",
    /** The service that the lane waits for. */
    down: (): string | undefined => lane.getSnapshot().down?.part,
    /** What it did: operations that the lane calls confirmed, and why actions were undone, or why the lane ended. */
    report: () => {
      const { ended, error } = lane.getSnapshot();
      const end = ended ? [`the lane ended: ${ended} ${error?.message ?? ""}`.trim()] : [];
      return {
        account: guest.account,
        deeds: structuredClone(deeds),
        confirmed: [...confirmed],
        /** How often the rules refused an action: the player had to wait for grains. Nothing was sent. */
        refused,
        /** Where all that was played leads. */
        state: toState(world.players[self] ?? newcomer),
        words: [...words, ...end],
      };
    },
    stop: () => lane.stop(),
  };
}

/** Of a player as predicted, or as the chain's words say. */
export function toState({ run, pack, profile }: Pick<Player, "run" | "pack"> & { profile: { number: number } }): State {
  const goods = Object.fromEntries(Object.entries(pack.goods).filter(([, units]) => units > 0));
  return { expedition: profile.number, tile: run?.tile ?? 0, points: run?.points ?? 0, goods };
}

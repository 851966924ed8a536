import type { Confirmations, LaneSource } from "@hourglass/session/core";
import { createLane, createLanePorts, createLocalLock, createMemoryKeyStore } from "@hourglass/session/core";
import { type Address, createClient, type Hex, type PublicClient, type Transport } from "viem";
import type { Config } from "@/app/_api/config";
import { encodeAction } from "@/app/_bridge/encodeAction";
import { gasTable } from "@/app/_bridge/gasTable";
import { hourglassAbi } from "@/app/_chain/generated/abis";
import { createGuest } from "@/app/_server/testWorld";
import type { Direction } from "@/game/rules/types";

/** The ways into the app that a page has. */
export type Doors = { rpc: Transport; bundler: Transport; sponsor: Transport };

/** One step, as the player felt it. */
export type Step = { playedAtMs: number; direction: Direction; fate: "open" | "confirmed" | "undone"; feltMs?: number };

export type Walker = Awaited<ReturnType<typeof createWalker>>;

/** Longest path of one move (game/rules). */
const MAX_STEPS = 32;

export type WalkerOptions = {
  /** Past the doors, for what a page has from elsewhere: the owner, the clock. */
  chain: PublicClient;
  config: Config;
  doors: Doors;
  /** Makes pushed confirmations of an account; without them the lane polls for them. */
  watch?: (account: Address) => Confirmations["watch"];
};

/**
 * An honest player without a screen: a guest with a real grant and the kit's own lane, walking to and fro at the camp.
 * @returns The player. Nothing is sent before its first step.
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

  const steps: Step[] = [];
  const confirmed: Hex[] = [];
  const words: string[] = [];
  let waiting: Step[] = [];
  const source: LaneSource<readonly number[]> = {
    take: () => {
      const taken = waiting.slice(0, MAX_STEPS);
      if (taken.length === 0) return undefined;
      waiting = waiting.slice(taken.length);
      const path = taken.map(({ direction }) => direction);
      const call = encodeAction(deployment.hourglass, { type: "move", path });
      return { calls: [call], item: taken.map((step) => steps.indexOf(step)) };
    },
    giveBack: ({ item }) => {
      waiting = [...item.flatMap((index) => steps[index] ?? []), ...waiting];
    },
    settled: ({ item, status, userOpHash, error }) => {
      const isConfirmed = status === "confirmed";
      for (const index of item) {
        const step = steps[index];
        if (!step) continue;
        step.fate = isConfirmed ? "confirmed" : "undone";
        step.feltMs = Date.now() - step.playedAtMs;
      }
      if (isConfirmed && userOpHash) confirmed.push(userOpHash);
      if (!isConfirmed) words.push(error?.message ?? "undone without a word");
    },
  };
  const lane = createLane(session, source, {
    ...ports,
    ...(watch && { confirmations: { ...ports.confirmations, watch: watch(guest.account) } }),
  });

  return {
    account: guest.account,
    /** What was signed and sent, for those who try it again. */
    guest,
    /** Plays one step: it goes out as soon as nothing is in flight, together with what else was played by then. */
    step: () => {
      const direction = steps.length % 2 === 0 ? "east" : "west";
      const step: Step = { playedAtMs: Date.now(), direction, fate: "open" };
      steps.push(step);
      waiting.push(step);
      lane.wake();
    },
    /** Steps that are not settled. */
    open: () => steps.filter(({ fate }) => fate === "open").length,
    confirmedSteps: () => steps.filter(({ fate }) => fate === "confirmed").length,
    /** Whether the bundler took an operation in that is not on chain yet. */
    isPending: () => lane.getSnapshot().operations[0]?.status === "pending",
    /** The service that the lane waits for. */
    down: (): string | undefined => lane.getSnapshot().down?.part,
    /** What it did: operations that the lane calls confirmed, and why steps were undone, or why the lane ended. */
    report: () => {
      const { ended, error } = lane.getSnapshot();
      const end = ended ? [`the lane ended: ${ended} ${error?.message ?? ""}`.trim()] : [];
      return {
        account: guest.account,
        steps: structuredClone(steps),
        confirmed: [...confirmed],
        words: [...words, ...end],
      };
    },
    stop: () => lane.stop(),
  };
}

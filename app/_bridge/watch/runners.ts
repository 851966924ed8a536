import { type Address, decodeEventLog } from "viem";
import type { LogEvent } from "@/app/_api/events";
import { hourglassAbi } from "@/app/_chain/generated/abis";
import type { Pack, Run, Seconds } from "@/game/rules/types";
import { readGameEvents } from "../gameEvents";

/** What the chain keeps of somebody who is out. */
export type Words = { run: Run; pack: Pack };

/** Somebody on an expedition, as the chain last said; `block` is the one that says where they are. */
export type Runner = Words & { block: bigint };

/** By account, lowercase. */
export type Runners = Readonly<Record<string, Runner>>;

/** Who is out, and in which block each of those finished who were: an answer from before it must not bring them back. */
export type Out = { runners: Runners; finished: Readonly<Record<string, bigint>> };

/**
 * What the game's events of a block say at once: where people walked, and who finished. All else of them stands in their words.
 * @param logs In chain order; those of other contracts are ignored.
 */
export function hearRunners(out: Out, logs: readonly LogEvent[], hourglass: Address, block: bigint): Out {
  let { runners, finished } = out;
  for (const { player, change } of readGameEvents(logs, hourglass).others) {
    const { [player]: known, ...others } = runners;
    if (change.type === "finished") {
      runners = others;
      finished = { ...finished, [player]: block };
    } else if (change.type === "moved" && known) {
      const { tile, facing } = change;
      runners = { ...runners, [player]: { ...known, run: { ...known.run, tile, facing }, block } };
    }
  }
  return { runners, finished };
}

/**
 * Applies a reading of one player.
 * @param words Undefined: no expedition.
 * @param block The block of the reading. Where an event of a later block said where they are, they stay there.
 */
export function takeWords(out: Out, player: string, words: Words | undefined, block: bigint): Out {
  const { runners, finished } = out;
  const { [player]: known, ...others } = runners;
  if ((finished[player] ?? -1n) > block) return out;
  if (!words) return { runners: others, finished };
  const isLater = known !== undefined && known.block > block && known.run.number === words.run.number;
  const place = isLater ? { tile: known.run.tile, facing: known.run.facing } : {};
  const runner = { ...words, run: { ...words.run, ...place }, block: isLater ? known.block : block };
  return { runners: { ...runners, [player]: runner }, finished };
}

/** An answer that is older than this many blocks does not come any more. */
const LATE_BLOCKS = 1_000n;

/** Without those whose time is over, and without who finished so long ago that no earlier answer can bring them back. */
export function forgetOld(out: Out, nowSeconds: Seconds, block: bigint): Out {
  const runners = Object.entries(out.runners).filter(([, { run }]) => run.endsAt > nowSeconds);
  const finished = Object.entries(out.finished).filter(([, at]) => at + LATE_BLOCKS > block);
  const isSame =
    runners.length === Object.keys(out.runners).length && finished.length === Object.keys(out.finished).length;
  return isSame ? out : { runners: Object.fromEntries(runners), finished: Object.fromEntries(finished) };
}

/** Players who did anything in a block, once each, lowercase. */
export function listPlayers(logs: readonly LogEvent[], hourglass: Address): readonly string[] {
  const players = new Set<string>();
  for (const { address, topics, data } of logs) {
    const [signature, ...rest] = topics;
    if (address !== hourglass.toLowerCase() || !signature) continue;
    const { args } = decodeEventLog({ abi: hourglassAbi, data, topics: [signature, ...rest] });
    if ("player" in args) players.add(args.player.toLowerCase());
  }
  return [...players];
}

import { type ChainClock, createChainClock } from "@hourglass/session/core";
import type { Address } from "viem";
import { createStore, type StoreApi } from "zustand/vanilla";
import type { BlockEvent } from "@/app/_api/events";
import { dayOf } from "@/game/rules/seeds";
import type { ChainListener } from "../chainEvents";
import { readGameEvents } from "../gameEvents";
import { createInsistentRead } from "../insistentRead";
import { MOST_OTHERS } from "../worldReader";
import type { RunnerReader } from "./runnerReader";
import { forgetOld, hearRunners, listPlayers, type Out, takeWords } from "./runners";

/** Who acts in many blocks a second is read once in this time. */
const READ_MS = 400;
/** How often everybody is read while the event stream is interrupted. */
const POLL_MS = 3_000;
/** The browser reconnects within a second; only a longer interruption is worth a message. */
const CLOSED_MS = 4_000;

export type LiveState = Out & {
  /** Seed of the island of the day; undefined: not known, or not drawn yet. */
  today: number | undefined;
  /** Everybody was read at least once. */
  isRead: boolean;
  /** The last reading of everybody got no answer. */
  hasFailed: boolean;
  stream: "waiting" | "open" | "closed";
  /** Why there is no stream, for the reader, if the server says it. */
  why: string | undefined;
  chain: "up" | "down";
  /** A block told the chain's time; until then this machine's clock stands in for it. */
  hasTime: boolean;
  /** When the chain last said something, by this machine's clock, in ms. */
  heardMs: number;
};

/** Who is out, live. It acts for nobody: no account, no key, no wallet. */
export type Live = {
  get: () => LiveState;
  subscribe: (listener: () => void) => () => void;
  /** Chain clock in Unix seconds, with fractions. */
  now: () => number;
  /** Reads and listens until the returned function is called. */
  open: () => () => void;
  /** Reads everybody again, now. */
  retry: () => void;
};

export type LiveParts = {
  reader: RunnerReader;
  hourglass: Address;
  /** Follows the chain; returns a function that stops it. */
  watch: (listener: ChainListener) => () => void;
  /** It is another chain: nothing that the page shows is true any more. */
  onOtherWorld: () => void;
};

const unread: LiveState = {
  ...{ runners: {}, finished: {}, today: undefined, isRead: false, hasFailed: false },
  ...{ stream: "waiting", why: undefined, chain: "up", hasTime: false, heardMs: 0 },
};

/** Creates it, closed. */
export function createLive(parts: LiveParts): Live {
  const store = createStore<LiveState>(() => unread);
  const clock = createChainClock();
  let retry = () => {};
  return {
    ...{ get: store.getState, subscribe: store.subscribe, now: clock.now },
    retry: () => retry(),
    open: () => {
      const { ask, close } = follow(parts, store, clock);
      retry = ask;
      return close;
    },
  };
}

function follow(
  { reader, hourglass, watch, onOtherWorld }: LiveParts,
  { getState, setState }: StoreApi<LiveState>,
  clock: ChainClock,
) {
  let isClosed = false;
  let head = 0n;
  let day: number | undefined;
  /** How often everybody was read: an answer about one player from before that may be of an abandoned chain. */
  let readings = 0;
  const stream = noteStream(setState);
  /** The island of a day, if these events draw it. */
  const drawnOn = (of: number, game: BlockEvent["game"]) => readGameEvents(game, hourglass).days[of]?.seed;
  /** Blocks that come while everybody is read: they may be newer than the answer. Undefined: nobody reads. */
  let meanwhile: BlockEvent[] | undefined;

  const everybody = createInsistentRead(async () => {
    const heard: BlockEvent[] = [];
    meanwhile = heard;
    const asked = dayOf(clock.now());
    day = asked;
    try {
      const [{ block, runners }, read] = await Promise.all([reader.readOut(), reader.readDay(asked)]);
      if (isClosed) return;
      readings++;
      let out: Out = { runners, finished: {} };
      for (const { number, game } of heard) if (number > block) out = hearRunners(out, game, hourglass, number);
      const today = read ?? heard.map(({ game }) => drawnOn(asked, game)).find((seed) => seed !== undefined);
      setState({ ...out, today, isRead: true, hasFailed: false, heardMs: Date.now() });
    } catch (error) {
      if (!isClosed) setState({ hasFailed: true });
      throw error;
    } finally {
      meanwhile = undefined;
    }
  });
  const words = createWordsReading(reader, { getState, setState }, () => ({ head, readings, nowSeconds: clock.now() }));
  const hear = (block: BlockEvent) => {
    clock.hear(Number(block.timestamp));
    head = block.number;
    const today = dayOf(clock.now());
    const drawn = drawnOn(today, block.game);
    meanwhile?.push(block);
    setState((now) => ({
      ...hearRunners(now, block.game, hourglass, head),
      ...{ hasTime: true, heardMs: Date.now(), ...(drawn !== undefined && { today: drawn }) },
    }));
    words.touch(listPlayers(block.game, hourglass), head);
    if (day !== undefined && today !== day) void everybody.ask();
  };

  const unwatch = watch({
    block: (block) => {
      stream.opened();
      hear(block);
    },
    closed: stream.closed,
    full: (why) => setState({ stream: "closed", why }),
    status: (chain) => {
      stream.opened();
      const isBack = getState().chain === "down" && chain === "up";
      setState({ chain });
      if (isBack) void everybody.ask();
    },
    reset: (reason) => (reason === "world" ? onOtherWorld() : void everybody.ask()),
  });
  const poll = setInterval(() => {
    if (getState().stream === "closed") void everybody.ask();
  }, POLL_MS);
  void everybody.ask();

  return {
    ask: () => void everybody.ask(),
    close: () => {
      isClosed = true;
      for (const read of [everybody, words]) read.dispose();
      stream.dispose();
      clearInterval(poll);
      unwatch();
    },
  };
}

type Now = { head: bigint; readings: number; nowSeconds: number };

/**
 * Reads again the words of whoever did something, some at a time.
 * @param now The newest block that was heard of, how often everybody was read, and the chain's clock.
 */
function createWordsReading(
  reader: Pick<RunnerReader, "readWords">,
  { getState, setState }: Pick<StoreApi<LiveState>, "getState" | "setState">,
  now: () => Now,
) {
  /** Whose words are to be read, and the block of their last deed; who waits for the longest time is first. */
  const touched = new Map<string, bigint>();
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let isClosed = false;

  const words = createInsistentRead(async () => {
    const players = [...touched.keys()].slice(0, MOST_OTHERS);
    const { head: block, readings } = now();
    const read = await Promise.all(players.map((player) => reader.readWords(player, block)));
    if (isClosed) return;
    if (readings !== now().readings) return readSoon();
    let out: Out = getState();
    for (const [index, player] of players.entries()) {
      out = takeWords(out, player, read[index], block);
      const last = touched.get(player) ?? 0n;
      touched.delete(player);
      // Who did something meanwhile is read again, after those who wait.
      if (last > block) touched.set(player, last);
    }
    const { runners, finished } = forgetOld(out, now().nowSeconds, block);
    setState({ runners, finished });
    readSoon();
  });
  function readSoon(): void {
    if (touched.size === 0 || isClosed) return;
    waiting ??= setTimeout(() => {
      waiting = undefined;
      void words.ask();
    }, READ_MS);
  }
  return {
    touch(players: readonly string[], block: bigint): void {
      for (const player of players) touched.set(player, block);
      readSoon();
    },
    dispose(): void {
      isClosed = true;
      clearTimeout(waiting);
      words.dispose();
    },
  };
}

/** Keeps whether the stream is open. */
function noteStream(setState: StoreApi<LiveState>["setState"]) {
  let closing: ReturnType<typeof setTimeout> | undefined;
  const dispose = () => {
    clearTimeout(closing);
    closing = undefined;
  };
  return {
    dispose,
    opened: () => {
      dispose();
      setState((now) => (now.stream === "open" ? now : { stream: "open", why: undefined }));
    },
    closed: () => {
      closing ??= setTimeout(() => setState({ stream: "closed" }), CLOSED_MS);
    },
  };
}

import type { JsonRpcRequest, JsonRpcResponse } from "@/app/_api/jsonRpc";
import { partDown } from "../failure";

/** How a pool asks one of its bundlers; rejects when there is no answer. */
export type AskBundler = (url: string, request: JsonRpcRequest, timeoutMs: number) => Promise<JsonRpcResponse>;

/** Which bundlers answer, by number in the list from 1: their URLs may contain keys, and never leave the server. */
export type BundlerReport = { serving: number | undefined; down: readonly number[]; total: number };

export type BundlerPool = {
  /** Asks the current bundler; if it does not answer, the next. */
  ask: (request: JsonRpcRequest) => Promise<JsonRpcResponse>;
  /** Asks all, one after the other, until one knows: only the bundler that received an operation knows it. */
  find: (request: JsonRpcRequest) => Promise<JsonRpcResponse>;
  /** Asks each whether it is alive. */
  report: () => Promise<BundlerReport>;
};

/** A bundler that takes longer counts as down while there is another. */
const PATIENCE_MS = 6_000;
/** The last one that is asked gets as much time as the slowest real answer of a loaded bundler. */
const LAST_PATIENCE_MS = 20_000;
const PROBE_MS = 3_000;
/** How long a failed bundler is asked last; doubled for each failure in a row. */
const FIRST_REST_MS = 5_000;
const LONGEST_REST_MS = 20_000;

/** JSON-RPC: internal error; limit exceeded. Both are about the bundler, not about the operation. */
const CANNOT_SERVE = [-32603, -32005];

type Bundler = { url: string; place: number; restsUntilMs: number | undefined; failures: number; isProbed: boolean };

/**
 * Several bundlers as one. The first in the list serves as long as it answers. A failed one rests: it is asked after
 * all others, and serves again only after it answered a request of our own, which no player waits for. An operation
 * may reach two of them, if the first accepted it and failed before it said so; EntryPoint's nonce makes it count once.
 * @param urls In the order of preference.
 * @param askOne Asks one of them.
 * @param nowMs Clock.
 * @returns See {@link BundlerPool}. `ask` and `find` throw Failure (part down) when no bundler answers.
 */
export function createBundlerPool(urls: readonly string[], askOne: AskBundler, nowMs = Date.now): BundlerPool {
  const bundlers: Bundler[] = urls.map((url, index) => ({
    ...{ url, place: index + 1, restsUntilMs: undefined, failures: 0, isProbed: false },
  }));

  const fail = (bundler: Bundler) => {
    bundler.restsUntilMs = nowMs() + Math.min(FIRST_REST_MS * 2 ** bundler.failures, LONGEST_REST_MS);
    bundler.failures += 1;
  };

  const askMarking = async (bundler: Bundler, request: JsonRpcRequest, timeoutMs: number) => {
    try {
      const answer = await askOne(bundler.url, request, timeoutMs);
      bundler.restsUntilMs = undefined;
      bundler.failures = 0;
      return answer;
    } catch (cause) {
      fail(bundler);
      throw cause;
    }
  };

  const isResting = ({ restsUntilMs }: Bundler) => restsUntilMs !== undefined;
  const isRested = ({ restsUntilMs }: Bundler) => restsUntilMs === undefined || restsUntilMs <= nowMs();

  /** Whether it answers; if it does, and its rest is over, it serves again. */
  const probe = async (bundler: Bundler): Promise<boolean> => {
    if (bundler.isProbed) return !isResting(bundler);
    bundler.isProbed = true;
    try {
      const call = { jsonrpc: "2.0" as const, id: 1, method: "eth_supportedEntryPoints", params: [] };
      const answer = await askOne(bundler.url, call, PROBE_MS);
      if ("error" in answer) throw new Error(answer.error.message);
      // The failure count stays: only an answer to a player proves that it works.
      if (isRested(bundler)) bundler.restsUntilMs = undefined;
      return true;
    } catch {
      if (isRested(bundler)) fail(bundler);
      return false;
    } finally {
      bundler.isProbed = false;
    }
  };

  const inOrder = (): Bundler[] => {
    const resting = bundlers.filter(isResting);
    for (const bundler of resting) if (isRested(bundler)) void probe(bundler);
    return [...bundlers.filter((bundler) => !resting.includes(bundler)), ...resting];
  };

  const askUntil = async (request: JsonRpcRequest, isEnough: (answer: JsonRpcResponse) => boolean) => {
    const causes: unknown[] = [];
    let spare: JsonRpcResponse | undefined;
    const order = inOrder();
    for (const bundler of order) {
      try {
        const timeoutMs = bundler === order.at(-1) ? LAST_PATIENCE_MS : PATIENCE_MS;
        const answer = await askMarking(bundler, request, timeoutMs);
        if (isEnough(answer)) return answer;
        spare ??= answer;
      } catch (cause) {
        causes.push(cause);
      }
    }
    if (spare) return spare;
    throw partDown("bundler", causes.length === 1 ? causes[0] : new AggregateError(causes));
  };

  return {
    ask: (request) => askUntil(request, canServe),
    find: (request) => askUntil(request, (answer) => canServe(answer) && isFound(answer)),
    report: async () => {
      const answers = await Promise.all(bundlers.map(probe));
      const up = bundlers.filter((_, index) => answers[index]);
      const serving = up.find((bundler) => !isResting(bundler)) ?? up[0];
      const down = bundlers.filter((bundler) => !up.includes(bundler)).map(({ place }) => place);
      return { serving: serving?.place, down, total: bundlers.length };
    },
  };
}

function canServe(answer: JsonRpcResponse): boolean {
  return !("error" in answer) || !CANNOT_SERVE.includes(answer.error.code);
}

function isFound(answer: JsonRpcResponse): boolean {
  if ("error" in answer || answer.result === null) return false;
  return (answer.result as { status?: unknown }).status !== "not_found";
}

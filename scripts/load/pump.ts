import { setTimeout as pause } from "node:timers/promises";

import type { BadRequest } from "./bad.ts";
import { type Answer, judgeAnswer } from "./judgeAnswer.ts";

/** Requests that may wait for their answer at once. */
const MAX_OPEN = 40;
/** Addresses that the bad ones come from: few, as those of somebody who rents some machines. */
const ADDRESSES = 4;
/** Batches from one address at once: many times what its bucket holds by default. */
const FLOOD = 60;

export type PumpReport = {
  sent: number;
  /** By what was wrong and what was answered. */
  refusals: ReadonlyMap<string, number>;
  /** Answers that must not be. Each is a broken invariant. */
  wrong: readonly string[];
};

export type PumpOptions = {
  appUrl: string;
  requests: readonly BadRequest[];
  /** How many bad requests should have been sent by now. */
  wanted: () => number;
  /** Parts are being killed. */
  isBroken: boolean;
};

/** Sends bad requests, one kind after the other, as many as are wanted by then. */
export function startPump({ appUrl, requests, wanted, isBroken }: PumpOptions) {
  const refusals = new Map<string, number>();
  const wrong = new Set<string>();
  const open = new Set<Promise<void>>();
  let sent = 0;

  const send = async (request: BadRequest, address: string) => {
    const verdict = judgeAnswer(request.expected, await ask(appUrl, request, address), isBroken);
    const line = `${request.name}: ${verdict.reason}`;
    refusals.set(line, (refusals.get(line) ?? 0) + 1);
    if (!verdict.isRight) wrong.add(`${request.name} at ${request.path}: ${verdict.reason}`);
  };

  const floods = requests.filter(({ expected }) => expected === "flood");
  const timer = setInterval(() => {
    while (sent < Math.max(FLOOD, wanted()) && open.size < MAX_OPEN) {
      // The flood comes first, and from one address, or it is none.
      const isFlood = sent < FLOOD;
      const request = isFlood ? floods[sent % floods.length] : requests[sent % requests.length];
      if (!request) return;
      const place = isFlood ? 0 : 1 + (Math.floor(sent / requests.length) % ADDRESSES);
      sent += 1;
      const sending = send(request, `203.0.113.${place}`).finally(() => open.delete(sending));
      open.add(sending);
    }
  }, 20);

  return {
    stop: async () => {
      // A slow machine sends late, not less.
      const owed = wanted();
      while (sent < owed) await pause(20);
      clearInterval(timer);
      await Promise.all(open);
      const isSlowed = refusals.has("flood: too fast");
      return {
        sent,
        refusals,
        wrong: [...wrong, ...(isSlowed ? [] : ["a flood from one address was never slowed down"])],
      };
    },
  };
}

async function ask(appUrl: string, request: BadRequest, address: string): Promise<Answer | undefined> {
  const { path, method, body, headers } = request;
  try {
    const response = await fetch(`${appUrl}${path}`, {
      ...{ method, headers: { ...headers, "x-forwarded-for": address } },
      ...(body !== undefined && { body }),
      signal: AbortSignal.timeout(30_000),
    });
    const answer = await response.json();
    const error = (answer as { error?: { code?: number; message?: string } }).error;
    return {
      status: response.status,
      ...{ code: error?.code, message: error?.message },
      hasResult: (answer as { result?: unknown }).result !== undefined,
    };
  } catch {
    return undefined;
  }
}

import { setTimeout as pause } from "node:timers/promises";

import type { BadRequest, Expected } from "./bad.ts";

/** Requests that may wait for their answer at once. */
const MAX_OPEN = 40;
/** Addresses that the bad ones come from: few, as those of somebody who rents some machines. */
const ADDRESSES = 4;
/** Batches from one address at once: many times what its bucket holds by default. */
const FLOOD = 60;

type PumpOptions = {
  appUrl: string;
  requests: readonly BadRequest[];
  /** How many bad requests should have been sent by now. */
  wanted: () => number;
  /** Parts are being killed. */
  isBroken: boolean;
};

/** Sends bad requests, one kind after the other, as many as are wanted by then. */
export function startPump({ appUrl, requests, wanted, isBroken }: PumpOptions) {
  /** By what was wrong and what was answered. */
  const refusals = new Map<string, number>();
  /** Answers that must not be. Each is a broken invariant. */
  const wrong = new Set<string>();
  const open = new Set<Promise<void>>();
  let sent = 0;

  const send = async (request: BadRequest, address: string) => {
    const answer = await ask(`${appUrl}${request.path}`, request, address).catch(() => undefined);
    const { isRight, reason } = judgeAnswer(request.expected, answer, isBroken);
    const line = `${request.name}: ${reason}`;
    refusals.set(line, (refusals.get(line) ?? 0) + 1);
    if (!isRight) wrong.add(`${request.name} at ${request.path}: ${reason}`);
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

  /** Stops when all is sent that is owed by now: a slow machine sends late, not less. */
  return async () => {
    const owed = wanted();
    while (sent < owed) await pause(20);
    clearInterval(timer);
    await Promise.all(open);
    if (!refusals.has("flood: too fast")) wrong.add("a flood from one address was never slowed down");
    return { sent, refusals, wrong };
  };
}

/** An answer of the app, as much of it as is judged. */
type Answer = { status: number; error?: { code?: number; message?: string }; result?: unknown };

async function ask(url: string, { body, headers }: BadRequest, address: string): Promise<Answer> {
  const response = await fetch(url, {
    ...(body !== undefined && { method: "POST", body }),
    headers: { ...headers, "x-forwarded-for": address },
    signal: AbortSignal.timeout(30_000),
  });
  return { ...(await response.json()), status: response.status };
}

const RATE_LIMITED = -32005;
const PART_DOWN = -32001;

/**
 * Judges what came back for a bad request: why it was refused, or that it should have been.
 * @param isBroken Whether parts of the app are being killed: then no answer, and one that names a part, are right too.
 */
export function judgeAnswer(expected: Expected, answer: Answer | undefined, isBroken: boolean) {
  if (!answer) return { isRight: isBroken, reason: "no answer" };
  const { status, result, error: { code, message = "" } = {} } = answer;
  if (status === 429 || code === RATE_LIMITED) return { isRight: true, reason: "too fast" };
  if (isBroken && (code === PART_DOWN || status >= 502)) return { isRight: true, reason: "a part is down" };
  if (expected === "flood") return { isRight: status < 500, reason: "let through" };
  if (expected === "same voucher")
    return result === undefined ? { isRight: false, reason: message } : { isRight: true, reason: "same answer" };
  // Short enough for a table, and equal for what is refused for the same reason.
  const words = /\bAA\d\d\b/.exec(message)?.[0] ?? message.split(/[:;,.(]/)[0]?.slice(0, 40);
  if (expected === "refused")
    return { isRight: code !== undefined && code !== -32603, reason: `${code ?? "?"} ${words}`.trim() };
  return { isRight: status === expected || code === expected, reason: `${code ?? status} ${words}`.trim() };
}

import type { Confirmations } from "@hourglass/session/core";
import type { Address } from "viem";
import { blockEvent } from "@/app/_api/events";
import { createOperationFeed } from "@/app/_bridge/operationFeed";
import { repeat } from "../stack/until.ts";

/** As long as a browser waits before it opens a lost stream again. */
const REOPEN_MS = 1_000;

/**
 * The event stream of the app for one account, as a page listens to it: opened again whenever it ends, from where it was.
 */
export function watchEvents(
  appUrl: string,
  address: string,
  account: Address,
  signal: AbortSignal,
): Confirmations["watch"] {
  const feed = createOperationFeed();
  let lastEventId: string | undefined;
  const read = async () => {
    const headers = { "x-forwarded-for": address, ...(lastEventId && { "last-event-id": lastEventId }) };
    const response = await fetch(`${appUrl}/api/events?account=${account}`, { headers, signal });
    if (!response.ok || !response.body) return;
    let text = "";
    for await (const chunk of response.body.pipeThrough(new TextDecoderStream()) as unknown as AsyncIterable<string>) {
      const messages = (text + chunk).split("\n\n");
      text = messages.pop() ?? "";
      for (const message of messages) {
        const [, id, data] = /^event: block\nid: (.*)\ndata: (.*)$/m.exec(message) ?? [];
        if (data === undefined) continue;
        lastEventId = id;
        feed.hear(blockEvent.parse(JSON.parse(data)));
      }
    }
  };
  const end = repeat(() => read().catch(() => undefined), REOPEN_MS);
  signal.addEventListener("abort", () => void end());
  return feed.watch;
}

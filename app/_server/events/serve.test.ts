import { afterAll, expect, test } from "vitest";

import { fullEvent } from "@/app/_api/events";
import { stubTestEnv } from "@/app/_env/testEnv";
import { serveEvents } from "./serve";

stubTestEnv();

const leaving = new AbortController();
afterAll(() => leaving.abort());

const open = (from: string, signal = leaving.signal) =>
  serveEvents(new Request("http://app.test/api/events", { headers: { "x-forwarded-for": from }, signal }));

/** The first message of a stream. */
async function readFirst(response: Promise<Response>): Promise<string> {
  const reader = ((await response).body as ReadableStream<Uint8Array>).getReader();
  const { value } = await reader.read();
  return new TextDecoder().decode(value);
}

test("an address can open sixteen streams, and the next one is told why it must wait until one closes", async () => {
  const first = new AbortController();
  await open("203.0.113.7", first.signal);
  for (let n = 1; n < 16; n++) expect(await readFirst(open("203.0.113.7"))).toBe("retry: 1000\n\n");

  const refused = await open("203.0.113.7");
  expect(refused.headers.get("content-type")).toContain("text/event-stream");
  const said = await refused.text();
  expect(said).toMatch(/^retry: 30000\nevent: full\ndata: .*\n\n$/);
  expect(fullEvent.parse(JSON.parse(/data: (.*)/.exec(said)?.[1] ?? ""))).toMatchObject({ reason: "address" });
  expect(await readFirst(open("203.0.113.8"))).toBe("retry: 1000\n\n");

  first.abort();
  expect(await readFirst(open("203.0.113.7"))).toBe("retry: 1000\n\n");
});

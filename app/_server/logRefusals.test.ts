import { expect, test, vi } from "vitest";

import { stubTestEnv } from "@/app/_env/testEnv";
import { respond } from "./door/respond";
import { Failure, partDown } from "./failure";
import { log } from "./log";
import { logRefusals } from "./logRefusals";
import { jsonRpc } from "./rpc/serve";

stubTestEnv();

/** Records the bytes that the log receives. */
function listen() {
  const lines: string[] = [];
  for (const level of ["warn", "error"] as const) {
    vi.spyOn(log, level).mockImplementation(((facts: object, words: string) => {
      lines.push(JSON.stringify({ level, ...facts, msg: words }));
    }) as typeof log.warn);
  }
  return lines;
}

test("a refused batch writes one line of less than 2 kB, whatever is in it", async () => {
  const lines = listen();
  const odd = '\u0000\ud83d\ude00"\\'.repeat(50);
  const batch = Array.from({ length: 50 }, (_, id) => ({
    jsonrpc: "2.0",
    id,
    method: odd.slice(0, 64),
    params: [odd],
  }));
  const handle = async ({ method }: { method: string }) => {
    const data = { seen: odd.repeat(20), allowed: odd.repeat(20) };
    throw new Failure(`${method} ${odd.repeat(100)}`, { code: -32601, data, cause: new Error(odd.repeat(100)) });
  };
  const serve = respond("rpc", jsonRpc("rpc", { maxBytes: 256 * 1024, maxBatch: 50, open: () => ({ handle }) }));
  const response = await serve(
    new Request("http://localhost/api/x", {
      method: "POST",
      body: JSON.stringify(batch),
      headers: { "content-type": "application/json" },
    }),
  );
  expect(await response.json()).toHaveLength(50);
  expect(lines).toHaveLength(1);
  expect(Buffer.byteLength(lines[0] ?? "")).toBeLessThan(2_000);
  expect(JSON.parse(lines[0] ?? "")).toMatchObject({ level: "warn", refused: 50, codes: { "-32601": 50 } });
});

test("among several failures our own is logged, with its cause and without addresses", () => {
  const lines = listen();
  const cause = new Error("fetch failed", { cause: new Error("connect https://node.example/key") });
  logRefusals("rpc", [new Failure("no such method", { code: -32601 }), partDown("rpc", cause)]);
  const [line = ""] = lines;
  expect(JSON.parse(line)).toMatchObject({ level: "error", part: "rpc", codes: { "-32601": 1, "-32001": 1 } });
  expect(line).toContain("fetch failed <- Error: connect [url]");
});

test("success writes nothing", () => {
  const lines = listen();
  logRefusals("rpc", []);
  expect(lines).toEqual([]);
});

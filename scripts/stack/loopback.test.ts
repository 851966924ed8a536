import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";

import { foundryBinary } from "./foundry";
import { withDirectLoopback } from "./loopback";
import { run } from "./run";

test("loopback is added to what is reached without the proxy, under both names, once", () => {
  const given = { NO_PROXY: "a.example, localhost", no_proxy: "b.example,*" };
  const direct = "a.example,localhost,b.example,*,127.0.0.1,::1";
  expect(withDirectLoopback({ A: "1", ...given })).toEqual({ A: "1", NO_PROXY: direct, no_proxy: direct });
});

test("a tool asks the local chain directly, also where a proxy is set for the internet", async () => {
  const server = createServer((_, response) => {
    response.setHeader("content-type", "application/json").end('{"jsonrpc":"2.0","id":0,"result":"0x7a69"}');
  }).listen(0, "127.0.0.1");
  onTestFinished(() => void server.close());
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  // Nobody listens at the proxy.
  const env = { HTTP_PROXY: "http://127.0.0.1:9", http_proxy: "http://127.0.0.1:9" };
  expect((await run(foundryBinary("cast"), ["chain-id", "--rpc-url", url], { env })).trim()).toBe("31337");
});

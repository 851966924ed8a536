import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";

import { foundryBinary } from "./foundry";
import { withDirectLoopback } from "./loopback";
import { run } from "./run";

test("loopback is added to what is reached without the proxy, under both names, once", () => {
  const direct = "127.0.0.1,localhost,::1";
  expect(withDirectLoopback({ A: "1" })).toEqual({ A: "1", NO_PROXY: direct, no_proxy: direct });
  expect(withDirectLoopback({ NO_PROXY: "a.example, localhost", no_proxy: "b.example" }).NO_PROXY).toBe(
    "a.example,localhost,b.example,127.0.0.1,::1",
  );
  expect(withDirectLoopback({ no_proxy: "*" }).NO_PROXY).toBe(`*,${direct}`);
});

test("a tool asks the local chain directly, also where a proxy is set for the internet", async () => {
  const seen: string[] = [];
  const server = createServer((request, response) => {
    seen.push(request.url ?? "");
    response.setHeader("content-type", "application/json").end('{"jsonrpc":"2.0","id":0,"result":"0x7a69"}');
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  try {
    // Nobody listens at the proxy.
    const env = { HTTP_PROXY: "http://127.0.0.1:9", http_proxy: "http://127.0.0.1:9" };
    const answer = await run(foundryBinary("cast"), ["chain-id", "--rpc-url", `http://127.0.0.1:${port}`], { env });
    expect(answer.trim()).toBe("31337");
    expect(seen).toEqual(["/"]);
  } finally {
    server.close();
  }
});

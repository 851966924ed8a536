import { once } from "node:events";
import { createServer, type Server } from "node:net";
import { afterEach, expect, test } from "vitest";

import { freePort, refuseTakenPorts } from "./ports";

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function take(host = "127.0.0.1"): Promise<number> {
  const port = await freePort();
  const server = createServer().listen({ port, host, ipv6Only: host.includes(":") });
  servers.push(server);
  await once(server, "listening");
  return port;
}

test("all taken ports are named at once, with part, flag, variable and how to see who has each; free ones are not", async () => {
  const [rpc, bundler, app] = [await take(), await take(), await freePort()];
  const refusal = await refuseTakenPorts({ rpc, bundler, app }).catch((error: Error) => error.message);
  expect(refusal).toContain(`Port ${rpc}, wanted for the chain, is taken by another program.`);
  for (const text of ["--rpc-port", "HOURGLASS_RPC_PORT=", `lsof -i :${rpc}`, "wanted for the bundler"]) {
    expect(refusal).toContain(text);
  }
  expect(refusal).not.toContain("wanted for the app");
  await expect(refuseTakenPorts({ app })).resolves.toBeUndefined();
});

test("another server at the port on ::1 is found, since browsers go there first", async () => {
  const port = await take("::1");
  await expect(refuseTakenPorts({ app: port })).rejects.toThrow(
    `Port ${port}, wanted for the app, is taken by another program on ::1`,
  );
});

import { createServer, type Server } from "node:net";
import { afterEach, expect, test } from "vitest";

import { freePort, refuseTakenPorts } from "./ports";

const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function listen(port: number, host = "127.0.0.1"): Promise<void> {
  const server = createServer();
  servers.push(server);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen({ port, host, ipv6Only: host.includes(":") }, resolve);
  });
}

test("a taken port is named, with its part, its flag, its variable and how to see who has it", async () => {
  const port = await freePort();
  await listen(port);
  const refusal = refuseTakenPorts({ rpc: port });
  await expect(refusal).rejects.toThrow(`Port ${port}, wanted for the chain, is taken by another program.`);
  await expect(refusal).rejects.toThrow("--rpc-port");
  await expect(refusal).rejects.toThrow("HOURGLASS_RPC_PORT=");
  await expect(refusal).rejects.toThrow(String(port));
});

test("all taken ports are named at once, so that one start tells everything", async () => {
  const [app, bundler] = [await freePort(), await freePort()];
  await listen(app);
  await listen(bundler);
  await expect(refuseTakenPorts({ app, bundler })).rejects.toThrow(/wanted for the app.*wanted for the bundler/s);
});

test("free ports are accepted", async () => {
  const port = await freePort();
  await expect(refuseTakenPorts({ database: port })).resolves.toBeUndefined();
});

test("another server at the port on ::1 is found, since browsers go there first", async () => {
  const port = await freePort();
  await listen(port, "::1");
  await expect(refuseTakenPorts({ app: port })).rejects.toThrow(
    `Port ${port}, wanted for the app, is taken by another program on ::1`,
  );
});

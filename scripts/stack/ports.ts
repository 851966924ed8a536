import { once } from "node:events";
import { type AddressInfo, createServer, type ListenOptions } from "node:net";
import { PORTS, type PortName, type Ports, UsageError } from "./options.ts";

/** Listens for a moment. @returns The port. @throws Error of Node when that cannot be. */
async function listen(options: ListenOptions): Promise<number> {
  const server = createServer().listen(options);
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  await once(server.close(), "close");
  return port;
}

/** A port of loopback that nobody listens on now. */
export const freePort = () => listen({ port: 0, host: "127.0.0.1" });

/** One for each part of a stack. */
export const freePorts = async (): Promise<Ports> => ({
  ...{ app: await freePort(), rpc: await freePort(), bundler: await freePort(), database: await freePort() },
});

/** How a port stands for somebody who wants to listen on it. */
const standingOf = (port: number, host: string): Promise<"free" | "taken" | "forbidden"> =>
  listen({ port, host, exclusive: true, ipv6Only: host === "::1" }).then(
    () => "free",
    // Anything else says that the machine has no such address (IPv6 may be off): then nobody listens there.
    ({ code }: NodeJS.ErrnoException) => (code === "EADDRINUSE" ? "taken" : code === "EACCES" ? "forbidden" : "free"),
  );

/** Rejects when a part could not listen where it must, or would not be reached there. */
export async function refuseTakenPorts(ports: Partial<Ports>): Promise<void> {
  const messages: string[] = [];
  for (const [name, port] of Object.entries(ports) as [PortName, number][]) {
    const standing = await standingOf(port, "127.0.0.1");
    if (standing === "forbidden") messages.push(message(name, port, "may not be used by this user."));
    else if (standing === "taken") messages.push(message(name, port, "is taken by another program."));
    else if ((await standingOf(port, "::1")) === "taken") {
      // Browsers ask ::1 first when they are told localhost.
      messages.push(message(name, port, "is taken by another program on ::1, which is what localhost means first."));
    }
  }
  if (messages.length > 0) throw new UsageError(messages.join("\n"));
}

function message(name: PortName, port: number, trouble: string): string {
  const { flag, variable, part } = PORTS[name];
  const other = port < 1_024 ? port + 8_000 : port < 65_000 ? port + 10 : port - 10;
  const who = process.platform === "win32" ? `netstat -ano | findstr :${port}` : `lsof -i :${port}`;
  return (
    `Port ${port}, wanted for the ${part}, ${trouble}\n` +
    `  Use another one:  npm run dev -- ${flag} ${other}   (or set ${variable}=${other})\n` +
    `  Or free it:       ${who} shows who has it.`
  );
}

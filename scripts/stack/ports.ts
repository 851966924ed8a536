import { createServer } from "node:net";
import { PORTS, type PortName, type Ports, UsageError } from "./options.ts";

/** A port of loopback that nobody listens on now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() =>
        typeof address === "object" && address ? resolve(address.port) : reject(new Error("No port is free.")),
      );
    });
  });
}

/** How a port stands for somebody who wants to listen on it. */
type Standing = "free" | "taken" | "forbidden";

function standingOf(port: number, host: string): Promise<Standing> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) => {
      // Anything else says that the machine has no such address (IPv6 may be off): then nobody listens there.
      resolve(error.code === "EADDRINUSE" ? "taken" : error.code === "EACCES" ? "forbidden" : "free");
    });
    server.listen({ port, host, exclusive: true, ipv6Only: host === "::1" }, () => server.close(() => resolve("free")));
  });
}

/** Rejects when a part could not listen where it must, or would not be reached there. */
export async function refuseTakenPorts(ports: Partial<Ports>): Promise<void> {
  const messages: string[] = [];
  for (const [name, port] of Object.entries(ports) as [PortName, number][]) {
    // Alto takes the port on every interface, the others on loopback.
    const standing = await standingOf(port, name === "bundler" ? "0.0.0.0" : "127.0.0.1");
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

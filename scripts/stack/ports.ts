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

/** Whether a server could listen on it. */
export function isPortFree(port: number, host = "127.0.0.1"): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

/** What to say, and how to mend it, when somebody else listens on a port that a part needs. */
export function portTakenMessage(name: PortName, port: number): string {
  const { flag, variable, part } = PORTS[name];
  const other = port < 65_000 ? port + 10 : port - 10;
  return (
    `Port ${port}, wanted for the ${part}, is taken by another program.\n` +
    `  Use another one:  npm run dev -- ${flag} ${other}   (or set ${variable}=${other})\n` +
    `  Or free it:       ${process.platform === "win32" ? `netstat -ano | findstr :${port}` : `lsof -i :${port}`} shows who has it.`
  );
}

/** Rejects when a part could not listen where it must. */
export async function refuseTakenPorts(ports: Partial<Ports>): Promise<void> {
  const messages: string[] = [];
  for (const [name, port] of Object.entries(ports) as [PortName, number][]) {
    // Alto takes the port on every interface, the others on loopback.
    if (!(await isPortFree(port, name === "bundler" ? "0.0.0.0" : "127.0.0.1"))) {
      messages.push(portTakenMessage(name, port));
    }
  }
  if (messages.length > 0) throw new UsageError(messages.join("\n"));
}

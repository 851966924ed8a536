import { createServer, type Server } from "node:http";
import type { Service } from "../stack/service.ts";
import type { Stack } from "../stack/stack.ts";

const PARTS = ["chain", "bundler", "database", "indexer", "app"] as const;

/**
 * Lets stories break the world they run in: `POST /<part>/stop` and `POST /<part>/start` answer when that is done.
 * For tests only, on loopback only.
 */
export function startControl(stack: Stack, port: number): Promise<Server> {
  const server = createServer((request, response) => {
    const [, part, order] = (request.url ?? "").split("/");
    const service = findService(stack, part);
    if (request.method !== "POST" || !service || (order !== "stop" && order !== "start")) {
      response
        .writeHead(404)
        .end(`Seen ${request.method} ${request.url}; allowed: POST /${PARTS.join("|")}/stop|start\n`);
      return;
    }
    service[order]().then(
      () => response.writeHead(204).end(),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => resolve(server));
  });
}

function findService(stack: Stack, part: string | undefined): Service | undefined {
  return PARTS.filter((name) => name === part).map((name) => stack[name])[0];
}

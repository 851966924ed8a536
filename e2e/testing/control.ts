import { createServer, type Server } from "node:http";
import type { Service } from "../../scripts/stack/service.ts";
import type { Stack } from "../../scripts/stack/stack.ts";

const PARTS = ["chain", "bundler", "database", "indexer", "app"] as const;

/** The world as it is now: a new one takes its place. */
export type StoryWorld = { stack: () => Stack; reset: () => Promise<void> };

/**
 * Lets stories break the world they run in: `POST /<part>/stop`, `POST /<part>/start`, `POST /app/restart?NAME=value` and
 * `POST /world/reset` answer when that is done. For tests only, on loopback only.
 */
export function startControl(world: StoryWorld, port: number): Promise<Server> {
  const server = createServer((request, response) => {
    const act = request.method === "POST" ? findOrder(world, request.url ?? "") : undefined;
    if (!act) {
      response
        .writeHead(404)
        .end(
          `Seen ${request.method} ${request.url}; allowed: POST /${PARTS.join("|")}/stop|start, POST /app/restart?NAME=value, POST /world/reset\n`,
        );
      return;
    }
    act().then(
      () => response.writeHead(204).end(),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => resolve(server));
  });
}

function findOrder(world: StoryWorld, url: string): (() => Promise<void>) | undefined {
  if (url === "/world/reset") return world.reset;
  const { pathname, searchParams } = new URL(url, "http://control");
  if (pathname === "/app/restart") return () => restartApp(world, Object.fromEntries(searchParams));
  const [, part, order] = pathname.split("/");
  const name = PARTS.find((each) => each === part);
  const service: Service | undefined = name && world.stack()[name];
  return order === "stop" || order === "start" ? service?.[order] : undefined;
}

/** What the last restart added to the environment. */
let added: readonly string[] = [];

/** The app inherits this process's environment. */
async function restartApp(world: StoryWorld, variables: Record<string, string>): Promise<void> {
  const { app } = world.stack();
  await app?.stop();
  for (const name of added) delete process.env[name];
  Object.assign(process.env, variables);
  added = Object.keys(variables);
  await app?.start();
}

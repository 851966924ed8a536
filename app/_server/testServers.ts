import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

import { startChild } from "@/scripts/stack/child";
import { fromRoot, root } from "@/scripts/stack/paths";
import { freePort } from "@/scripts/stack/ports";
import { until } from "@/scripts/stack/until";

/**
 * Starts a copy of the app's sponsor and relayer as its own process.
 * @param name For its log file.
 * @param dataDir Where logs go.
 * @param env The environment of that copy.
 * @returns Its address, and a function that stops it.
 */
export async function startServer(name: string, dataDir: string, env: Readonly<Record<string, string>>) {
  const port = await freePort();
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve("tsx/esm")).href;
  const child = startChild({
    ...{ name, dataDir, cwd: root, command: process.execPath },
    args: ["--import", tsx, fromRoot("app/_server/testServer.ts")],
    env: { ...env, PORT: String(port), NODE_ENV: "production" },
  });
  const url = `http://127.0.0.1:${port}`;
  const answers = () =>
    fetch(url).then(
      () => true,
      () => false,
    );
  await until(`${name} answers`, child, answers, 60_000);
  return { url, stop: child.stop, tail: child.tail };
}

import { execFileSync } from "node:child_process";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";

import { fromRoot } from "./paths.ts";

const shim = pathToFileURL(fromRoot("scripts/stack/loopbackOnly.mjs")).href;

/** Where a program listens that asked for all interfaces. */
const listen = (call: string) =>
  execFileSync(process.execPath, [
    ...["--import", shim, "--input-type=module", "-e"],
    `import http from "node:http";
     const server = http.createServer();
     server.${call};
     server.once("listening", () => { console.log(server.address().address); server.close(); });`,
  ])
    .toString()
    .trim();

test.each(['listen({ port: 0, host: "0.0.0.0" })', "listen({ port: 0 })", "listen(0)", 'listen(0, "0.0.0.0")'])(
  "a program that calls %s is reached from this machine only",
  (call) => {
    expect(listen(call)).toBe("127.0.0.1");
  },
);

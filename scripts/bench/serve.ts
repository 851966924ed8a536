import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import path from "node:path";
import { build } from "esbuild";
import { fromRoot, root } from "../stack/paths.ts";

const page = `<!doctype html><meta charset="utf-8"><title>Hourglass, bench</title><link rel="icon" href="data:,">
<style>html,body{margin:0;height:100%;background:#0d0c22}#game{position:absolute;inset:0;overflow:hidden}
#map{position:absolute;top:12px;right:12px}#map canvas{width:8rem;image-rendering:pixelated}
.player-names{position:absolute;inset:0;overflow:hidden;pointer-events:none}
.player-name{position:absolute;top:0;left:0;padding:0 6px;border-radius:8px;background:#0d0c22d0;color:#fff9ec;font:600 12px/20px system-ui;white-space:nowrap}
.player-name[hidden]{display:none}</style>
<div id="game"></div><div id="map"></div><script type="module" src="/bench.js"></script>`;

const types: Readonly<Record<string, string>> = { ".png": "image/png", ".json": "application/json" };

/** Bundles the game as a browser gets it, minified, and serves it beside its pictures; on loopback, on a free port. */
export async function serveBench(): Promise<{ url: string; close: () => void }> {
  const { outputFiles } = await build({
    entryPoints: [fromRoot("scripts/bench/page/main.ts")],
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    write: false,
    alias: { "@": root },
    define: { "process.env.NODE_ENV": '"production"' },
    logLevel: "error",
  });
  const script = outputFiles[0]?.contents;
  if (!script) throw new Error("The bench was bundled to nothing.");
  const server: Server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    if (pathname === "/") return response.writeHead(200, { "content-type": "text/html" }).end(page);
    if (pathname === "/bench.js") return response.writeHead(200, { "content-type": "text/javascript" }).end(script);
    const file = path.join(fromRoot("public"), path.normalize(pathname));
    try {
      const type = types[path.extname(file)] ?? "application/octet-stream";
      return response.writeHead(200, { "content-type": type }).end(readFileSync(file));
    } catch {
      return response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The bench has no port.");
  return { url: `http://127.0.0.1:${address.port}/`, close: () => server.close() };
}

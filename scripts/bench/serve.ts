import { context } from "esbuild";
import { fromRoot, root } from "../stack/paths.ts";

const page = `<!doctype html><meta charset="utf-8"><title>Hourglass, bench</title><link rel="icon" href="data:,">
<style>html,body{margin:0;height:100%;background:#0d0c22}#game{position:absolute;inset:0;overflow:hidden}
#map{position:absolute;top:12px;right:12px}#map canvas{width:8rem;image-rendering:pixelated}
.player-names{position:absolute;inset:0;overflow:hidden;pointer-events:none}
.player-name{position:absolute;top:0;left:0;padding:0 6px;border-radius:8px;background:#0d0c22d0;color:#fff9ec;font:600 12px/20px system-ui;white-space:nowrap}
.player-name[hidden]{display:none}</style>
<div id="game"></div><div id="map"></div><script type="module" src="/bench.js"></script>`;

/** Bundles the game as a browser gets it, minified, and serves it beside its pictures; on loopback, on a free port. */
export async function serveBench(): Promise<{ url: string; page: string; close: () => void }> {
  const bench = await context({
    entryPoints: [fromRoot("scripts/bench/page/main.ts")],
    outfile: fromRoot("public/bench.js"),
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    write: false,
    alias: { "@": root },
    define: { "process.env.NODE_ENV": '"production"' },
    logLevel: "error",
  });
  const { port } = await bench.serve({ servedir: fromRoot("public"), host: "127.0.0.1" });
  return { url: `http://127.0.0.1:${port}/`, page, close: () => void bench.dispose() };
}

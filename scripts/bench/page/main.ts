import { createScenePort } from "@/app/_bridge/expedition/scenePort";
import { defaultKeys } from "@/app/_settings/keys";
import { createGame } from "@/game/createGame";
import type { Direction } from "@/game/rules/types";
import { createBenchPort } from "./createBenchPort";

const query = new URLSearchParams(location.search);
const others = Number(query.get("players") ?? 50);
const daytime = Number(query.get("daytime") ?? 0.62);
const parent = document.querySelector<HTMLElement>("#game");
const map = document.querySelector<HTMLElement>("#map");
if (!parent || !map) throw new Error("The page of the bench has lost its elements.");

if (query.get("renderer") === "webgl") hideEmulation();
const { port, confirm } = createBenchPort(1, others);
const game = createGame(
  parent,
  { ...createScenePort(port), daytime: () => daytime },
  {
    settings: { keys: defaultKeys, reducedMotion: false, minimap: true, muted: true, volume: 0 },
    minimap: { parent: map, memory: { read: () => undefined, write: () => {} } },
  },
);

/** The game takes the canvas where graphics are emulated; here it is asked to take WebGL all the same. */
function hideEmulation(): void {
  const info = WebGLRenderingContext.prototype.getParameter;
  WebGLRenderingContext.prototype.getParameter = function (name) {
    const value = info.call(this, name);
    return typeof value === "string" && /swiftshader|llvmpipe|software/i.test(value) ? "A graphics card" : value;
  };
}

/**
 * Frame times over a while in which the player walks up and down.
 * @param blocks Whether blocks arrive meanwhile, four a second.
 */
async function measure(durationMs: number, blocks: boolean): Promise<number[]> {
  const frames: number[] = [];
  const way: readonly Direction[] = ["east", "east", "south", "west", "west", "north"];
  let round = 0;
  const steps = setInterval(() => game.step(way[round++ % way.length] ?? "east"), 200);
  const chain = blocks ? setInterval(() => confirm(round), 250) : undefined;
  await new Promise<void>((resolve) => {
    const startMs = performance.now();
    let beforeMs = startMs;
    const frame = (nowMs: number) => {
      frames.push(nowMs - beforeMs);
      beforeMs = nowMs;
      if (nowMs - startMs < durationMs) requestAnimationFrame(frame);
      else resolve();
    };
    requestAnimationFrame(frame);
  });
  clearInterval(steps);
  clearInterval(chain);
  // The first one began before the measurement.
  return frames.slice(1);
}

Object.assign(window, { bench: { measure, confirm, step: game.step } });

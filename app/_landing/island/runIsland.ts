import { type Atlas, loadAtlas } from "@/game/painter/atlas";
import { readIsland } from "@/game/rules/island";
import { createLoop } from "./createLoop";
import { createPicture, type Host } from "./createPicture";
import { createShow, type ShowState } from "./createShow";
import { followWorld } from "./followWorld";
import { readSeed } from "./readServer";
import { describeShow } from "./words";

/** The island of the deploy script's default: drawn until the server says which one it is, and when it does not. */
const SAMPLE_SEED = 1n;
const RETRY_MS = 30_000;

export type IslandOptions = {
  /** A still picture: no wind, no walks, no drift. */
  isStill: boolean;
  /** What the picture shows now, for the page to say. */
  onChange: (now: Now) => void;
};

export type Now = { kind: ShowState["kind"]; words: string };
export type RunningIsland = { setPaused: (isPaused: boolean) => void; destroy: () => void };

/** Brings the island into the page: first a picture, whatever the server says; then who is on it, and what they do. */
export function runIsland(host: Host, { isStill, onChange }: IslandOptions): RunningIsland {
  const gone = new AbortController();
  const { signal } = gone;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let isPaused = false;
  let scene: ReturnType<typeof openScene> | undefined;

  const open = (atlas: Atlas, seed: bigint) => {
    scene?.destroy();
    scene = openScene(host, { atlas, seed, isStill, onChange });
    scene.setPaused(isPaused);
    return scene;
  };
  const join = async (atlas: Atlas, asked: Promise<bigint>) => {
    const seed = await asked.catch(() => undefined);
    if (signal.aborted) return;
    if (seed === undefined) {
      onChange(say({ kind: "unknown", isSample: true }));
      retry = setTimeout(() => void join(atlas, readSeed(signal)), RETRY_MS);
      return;
    }
    const shown = scene?.seed === seed ? scene : open(atlas, seed);
    shown.follow();
  };
  const start = async () => {
    const asked = readSeed(signal);
    let known: bigint | undefined;
    asked.then(
      (seed) => {
        known = seed;
      },
      () => undefined,
    );
    const atlas = await loadAtlas();
    if (signal.aborted) return;
    open(atlas, known ?? SAMPLE_SEED);
    await join(atlas, asked);
  };
  start().catch((error: unknown) => console.warn("the island could not be painted", error));

  return {
    setPaused(next) {
      isPaused = next;
      scene?.setPaused(next);
    },
    destroy() {
      gone.abort();
      clearTimeout(retry);
      scene?.destroy();
    },
  };
}

function openScene(host: Host, options: { atlas: Atlas; seed: bigint } & IslandOptions) {
  const { atlas, seed, isStill, onChange } = options;
  const island = readIsland(seed);
  const show = createShow(island, { isStill });
  const picture = createPicture(host, { island, atlas, show });
  let told = "";
  let stopFollowing = () => {};
  picture.draw(0);
  host.canvas.dataset.seed = String(seed);

  const tell = () => {
    const now = say(show.state());
    if (now.words === told) return;
    told = now.words;
    // Who is there is drawn once more; nobody walks on a still picture.
    if (isStill) picture.draw(0);
    onChange(now);
  };
  const resize = () => {
    picture.measure();
    picture.draw(0);
  };
  const watcher = new ResizeObserver(resize);
  for (const element of [host.root, ...host.root.querySelectorAll("[data-over-island]")]) watcher.observe(element);
  const loop = createLoop(host.root, (deltaMs) => {
    show.update(deltaMs);
    picture.draw(deltaMs);
  });
  loop.setPaused(isStill);

  return {
    seed,
    follow: () => {
      stopFollowing = followWorld(show, tell);
    },
    setPaused: (isPaused: boolean) => loop.setPaused(isPaused || isStill),
    destroy(): void {
      stopFollowing();
      loop.destroy();
      watcher.disconnect();
      picture.destroy();
    },
  };
}

function say(state: ShowState): Now {
  return { kind: state.kind, words: describeShow(state) };
}

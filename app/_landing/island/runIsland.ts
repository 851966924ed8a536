import { createLoop } from "@/app/_island/createLoop";
import { createPicture, type Host } from "@/app/_island/createPicture";
import { type Atlas, loadAtlas } from "@/game/painter/atlas";
import { readIsland } from "@/game/rules/island";
import { createShow, type ShowState } from "./createShow";
import { followWorld } from "./followWorld";
import { readToday } from "./readServer";
import { describeShow } from "./words";

/** Drawn until the island of the day is known. */
const SAMPLE_SEED = 7n;
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
    scene = openScene(host, { atlas, seed, isStill, onChange, onToday: (today) => show(atlas, today) });
    scene.setPaused(isPaused);
    return scene;
  };
  const show = (atlas: Atlas, seed: bigint) => {
    if (scene?.seed !== seed) open(atlas, seed).follow();
  };
  const join = async (atlas: Atlas, asked: Promise<bigint | undefined>) => {
    const answer = await asked.then(
      (seed) => ({ seed }),
      () => undefined,
    );
    if (signal.aborted) return;
    if (!answer) {
      onChange(say({ kind: "unknown", isSample: true }));
      retry = setTimeout(() => void join(atlas, readToday(signal)), RETRY_MS);
      return;
    }
    const { seed = SAMPLE_SEED } = answer;
    const shown = scene?.seed === seed ? scene : open(atlas, seed);
    shown.follow();
  };
  const start = async () => {
    const asked = readToday(signal);
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

type SceneOptions = IslandOptions & { atlas: Atlas; seed: bigint; onToday: (seed: bigint) => void };

function openScene(host: Host, options: SceneOptions) {
  const { atlas, seed, isStill, onChange, onToday } = options;
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
      stopFollowing = followWorld(show, tell, onToday);
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

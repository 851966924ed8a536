/** Pixels this large need no more than thirty pictures a second. */
const FRAME_MS = 30;
/** After a pause the missed time must not be caught up in one frame. */
const LONGEST_FRAME_MS = 250;

/**
 * Draws again and again while somebody can see it: not in a hidden tab, not scrolled away, not paused.
 * @param element What is looked at.
 */
export function createLoop(element: HTMLElement, draw: (deltaMs: number) => void) {
  let isPaused = false;
  let isInView = true;
  let frame: number | undefined;
  let drawnMs = 0;

  const run = (nowMs: number) => {
    frame = requestAnimationFrame(run);
    const deltaMs = nowMs - drawnMs;
    if (deltaMs < FRAME_MS) return;
    drawnMs = nowMs;
    draw(Math.min(deltaMs, LONGEST_FRAME_MS));
  };
  const update = () => {
    const isRunning = !isPaused && isInView && !document.hidden;
    if (isRunning && frame === undefined) frame = requestAnimationFrame(run);
    if (isRunning || frame === undefined) return;
    cancelAnimationFrame(frame);
    frame = undefined;
  };
  const watcher = new IntersectionObserver(([entry]) => {
    isInView = entry?.isIntersecting ?? true;
    update();
  });
  watcher.observe(element);
  document.addEventListener("visibilitychange", update);
  update();
  return {
    setPaused(next: boolean): void {
      isPaused = next;
      update();
    },
    destroy(): void {
      isPaused = true;
      update();
      watcher.disconnect();
      document.removeEventListener("visibilitychange", update);
    },
  };
}

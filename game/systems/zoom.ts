/** World pixels that should fit the shorter side of the screen: about eleven tiles on a phone, sixteen on a desktop. */
const SHORT_SIDE_PX = 232;
const MIN_ZOOM = 2;
const MAX_ZOOM = 6;

/** Whole screen pixels per world pixel; large enough that the screen never shows more than the map. */
export function chooseZoom(
  screen: { width: number; height: number },
  world: { width: number; height: number },
): number {
  const fitting = Math.round(Math.min(screen.width, screen.height) / SHORT_SIDE_PX);
  const covering = Math.ceil(Math.max(screen.width / world.width, screen.height / world.height));
  return Math.max(covering, Math.min(MAX_ZOOM, Math.max(MIN_ZOOM, fitting)));
}

/** One step of the wheel or of a pinch, within the same limits. */
export function stepZoom(
  zoom: number,
  step: 1 | -1,
  screen: { width: number; height: number },
  world: { width: number; height: number },
): number {
  const covering = Math.ceil(Math.max(screen.width / world.width, screen.height / world.height));
  return Math.min(MAX_ZOOM, Math.max(Math.max(covering, MIN_ZOOM), zoom + step));
}

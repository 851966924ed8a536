type Point = { x: number; y: number };

/** A press that moves less than this many pixels is a press on what is there. */
const SLACK_PX = 6;

/** Tells a press from a drag of the view. */
export function createDrag() {
  let start: Point | undefined;
  let last: Point | undefined;
  let isDragging = false;
  return {
    begin(point: Point): void {
      start = point;
      last = point;
      isDragging = false;
    },
    /** How far the view moves, against the finger; undefined: not at all. */
    move(point: Point): Point | undefined {
      if (!start || !last) return undefined;
      isDragging ||= Math.hypot(point.x - start.x, point.y - start.y) > SLACK_PX;
      if (!isDragging) return undefined;
      const by = { x: last.x - point.x, y: last.y - point.y };
      last = point;
      return by;
    },
    /** Whether it was a press. */
    end(): boolean {
      const isPress = start !== undefined && !isDragging;
      start = undefined;
      last = undefined;
      return isPress;
    },
    /** The browser took the gesture: it was nothing. */
    cancel(): void {
      start = undefined;
      last = undefined;
    },
  };
}

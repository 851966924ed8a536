import { expect, it } from "vitest";
import { createDrag } from "./createDrag";

it("takes what hardly moves as a press", () => {
  const drag = createDrag();
  drag.begin({ x: 10, y: 10 });
  expect(drag.move({ x: 14, y: 12 })).toBeUndefined();
  expect(drag.end()).toBe(true);
  expect(drag.end(), "without a beginning it is nothing").toBe(false);
});

it("moves the view against the finger, from where it was pressed, and back", () => {
  const drag = createDrag();
  drag.begin({ x: 10, y: 10 });
  expect(drag.move({ x: 20, y: 5 })).toEqual({ x: -10, y: 5 });
  expect(drag.move({ x: 11, y: 10 })).toEqual({ x: 9, y: -5 });
  expect(drag.end()).toBe(false);
});

it("does nothing when the browser takes the gesture, or without a press", () => {
  const drag = createDrag();
  expect(drag.move({ x: 90, y: 90 })).toBeUndefined();
  drag.begin({ x: 10, y: 10 });
  drag.cancel();
  expect(drag.move({ x: 90, y: 90 })).toBeUndefined();
  expect(drag.end()).toBe(false);
});

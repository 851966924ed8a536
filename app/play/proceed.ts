/** What leads on: once more, out, and home. The tab of the last one leads to its button. */
const CONTROLS = ["again", "setOut", "finish"]
  .map((control) => `[data-control="${control}"]:enabled:not([data-active])`)
  .join(", ");

/**
 * Presses the button that sets out, finishes or plays again, whichever is on screen: with a gamepad nobody can point at it.
 * Each press is seen before the next one, as with a pointer; nothing happens where none of them is.
 */
export function proceed(): void {
  const control = document.querySelector<HTMLElement>(CONTROLS);
  control?.focus();
  control?.click();
}

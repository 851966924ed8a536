import * as Phaser from "phaser";

/** Names of drivers that emulate a graphics processor in software. */
const emulators = /swiftshader|llvmpipe|softpipe|software|basic render/i;

export const isEmulated = (renderer: string): boolean => emulators.test(renderer);

/**
 * WebGL if there is a graphics processor, otherwise canvas. Phaser's own AUTO uses WebGL even when it is emulated:
 * measured on a busy machine with two cores that gives 6 frames a second, where the canvas gives 59. Asking for a context
 * with `failIfMajorPerformanceCaveat` is not enough: headless Chromium still returns one.
 */
export function chooseRenderer(): number {
  const context = document.createElement("canvas").getContext("webgl", { failIfMajorPerformanceCaveat: true });
  if (!context) return Phaser.CANVAS;
  const info = context.getExtension("WEBGL_debug_renderer_info");
  const name = info ? String(context.getParameter(info.UNMASKED_RENDERER_WEBGL)) : "";
  // Browsers allow only a few contexts per page, and this one has served its purpose.
  context.getExtension("WEBGL_lose_context")?.loseContext();
  return isEmulated(name) ? Phaser.CANVAS : Phaser.AUTO;
}

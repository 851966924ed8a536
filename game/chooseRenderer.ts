import * as Phaser from "phaser";

/** Names under which drivers do a graphics processor's work on the processor. */
const emulators = /swiftshader|llvmpipe|softpipe|software|basic render/i;

export const isEmulated = (renderer: string): boolean => emulators.test(renderer);

/**
 * WebGL where there is a graphics processor, canvas elsewhere. Phaser's own AUTO takes WebGL also when it is emulated:
 * measured on a busy machine of two cores that is 6 frames a second, where the canvas makes 59. Asking for a context
 * with `failIfMajorPerformanceCaveat` is not enough, headless Chromium hands one out all the same.
 */
export function chooseRenderer(): number {
  const context = document.createElement("canvas").getContext("webgl", { failIfMajorPerformanceCaveat: true });
  if (!context) return Phaser.CANVAS;
  const info = context.getExtension("WEBGL_debug_renderer_info");
  const name = info ? String(context.getParameter(info.UNMASKED_RENDERER_WEBGL)) : "";
  // Browsers allow a few contexts per page only; this one has told what it had to.
  context.getExtension("WEBGL_lose_context")?.loseContext();
  return isEmulated(name) ? Phaser.CANVAS : Phaser.AUTO;
}

import { type Atlas, createCanvas, loadAtlas } from "@/game/painter/atlas";
import { seeTiles } from "@/game/painter/camera";
import { createPainter } from "@/game/painter/createPainter";
import { paintSigns, paintWay } from "@/game/painter/paintWay";
import { readIsland } from "@/game/rules/island";
import { namePlayer } from "@/game/rules/playerName";
import type { RunAnswer } from "../read";
import { signsOf } from "../stage/signsOf";
import { STAGE_PX } from "../stage/size";
import { endOf } from "../timeline/endOf";
import { wayUntil } from "../timeline/momentAt";
import { nameIsland, nameOfLength, tellEnding, tellResult } from "../words";
import { INK, PAPER, SEPIA } from "./paper";

const WIDTH = 1080;
const HEIGHT = 1350;
const MARGIN = 60;
const DAYTIME = 0.45;

/**
 * Draws the poster of an expedition: the island as on parchment, the way, finds, points.
 * @param answer The expedition.
 * @returns A PNG.
 * @throws When its pictures do not come, or the browser cannot draw.
 */
export async function paintPoster(answer: RunAnswer): Promise<File> {
  const [atlas] = await Promise.all([loadAtlas(), loadFonts()]);
  const context = createCanvas(WIDTH, HEIGHT);
  context.fillStyle = PAPER;
  context.fillRect(0, 0, WIDTH, HEIGHT);
  const side = WIDTH - 2 * MARGIN;
  context.drawImage(paintIsland(answer, atlas), MARGIN, MARGIN, side, side);
  context.strokeStyle = INK;
  context.lineWidth = 6;
  context.strokeRect(MARGIN, MARGIN, side, side);
  write(context, answer, MARGIN + side);
  const blob = await new Promise<Blob | null>((resolve) => context.canvas.toBlob(resolve, "image/png"));
  if (!blob) throw new Error("This browser did not make a picture.");
  return new File([blob], `hourglass-expedition-${answer.run.number}.png`, { type: "image/png" });
}

/** Downloads a picture; returns what to say about it. */
export function savePoster(file: File): string {
  const url = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = url;
  link.download = file.name;
  link.click();
  // The browser has taken it by the next task.
  setTimeout(() => URL.revokeObjectURL(url));
  return "Picture saved";
}

/** Gives a picture to the device's own dialog; one that takes no pictures gets a download. Returns what to say about it. */
export async function sharePoster(file: File, text: string): Promise<string> {
  if (!navigator.canShare?.({ files: [file] })) return savePoster(file);
  try {
    await navigator.share({ files: [file], text });
    return "Shared";
  } catch (error) {
    // Closing the dialog is no problem.
    if (error instanceof DOMException && error.name === "AbortError") return "Not shared";
    throw error;
  }
}

function paintIsland({ run, timeline }: RunAnswer, atlas: Atlas): HTMLCanvasElement {
  const island = readIsland(BigInt(timeline.seed));
  const end = endOf(run, timeline);
  const way = wayUntil(timeline, end);
  const context = createCanvas(STAGE_PX, STAGE_PX);
  const { canvas } = context;
  const camera = seeTiles(island, way, canvas);
  createPainter(canvas, { island, atlas }).draw({ people: [], timeMs: 0, daytime: DAYTIME }, camera);
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.globalAlpha = 1;
  // Half of its colours, then the colour of the paper.
  context.globalCompositeOperation = "saturation";
  context.fillStyle = "hsl(0 30% 50%)";
  context.fillRect(0, 0, STAGE_PX, STAGE_PX);
  context.globalCompositeOperation = "multiply";
  context.fillStyle = SEPIA;
  context.fillRect(0, 0, STAGE_PX, STAGE_PX);
  context.globalCompositeOperation = "source-over";
  paintWay(context, island, camera, { way, look: "walked" });
  paintSigns(context, island, camera, signsOf(timeline.marks, end));
  return canvas;
}

function write(context: CanvasRenderingContext2D, { run, timeline }: RunAnswer, top: number): void {
  context.fillStyle = INK;
  context.textBaseline = "alphabetic";
  const line = (text: string, y: number, font: string, align: CanvasTextAlign = "left") => {
    context.font = font;
    context.textAlign = align;
    const x = align === "left" ? MARGIN : WIDTH - MARGIN;
    context.fillText(text, x, top + y, WIDTH - 2 * MARGIN);
  };
  line(namePlayer(run.account), 90, DISPLAY);
  line(tellEnding(run), 150, TEXT);
  line(tellResult(run), 205, STRONG);
  line(`${nameOfLength(timeline)} · ${nameIsland(timeline, run.startedAt)}`, 255, SMALL);
  line("Hourglass", 255, SMALL, "right");
}

const DISPLAY = '600 64px "Fraunces Variable", Georgia, serif';
const TEXT = '500 38px "Figtree Variable", system-ui, sans-serif';
const STRONG = '700 42px "Figtree Variable", system-ui, sans-serif';
const SMALL = '500 28px "Figtree Variable", system-ui, sans-serif';

/** A canvas does not wait for fonts by itself. */
async function loadFonts(): Promise<void> {
  await Promise.all([DISPLAY, TEXT].map((font) => document.fonts.load(font)));
}

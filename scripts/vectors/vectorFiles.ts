import { renderActions } from "./renderActions";
import { renderTerrain } from "./renderTerrain";

/** The golden vectors by file name, each as the text that is committed. */
export const vectorFiles: Readonly<Record<string, () => string>> = {
  "terrain.json": () => toText(renderTerrain()),
  "actions-1.json": () => toText(renderActions(1, 6, 165)),
  "actions-2.json": () => toText(renderActions(2, 12, 82)),
};

function toText(value: unknown): string {
  return `${JSON.stringify(value)}\n`;
}

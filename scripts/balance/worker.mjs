// A thread of `npm run balance`: plays what it is told, one task after the other.
import { parentPort } from "node:worker_threads";
import { tsImport } from "tsx/esm/api";

const { cellNames, playCells } = await tsImport("./cells.ts", import.meta.url);
parentPort.on("message", ({ length, islands }) => parentPort.postMessage(playCells(cellNames, length, islands)));

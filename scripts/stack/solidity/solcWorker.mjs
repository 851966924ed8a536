// The Solidity compiler (WebAssembly) in a thread of its own: loaded once, and quick from the second time on.
import { parentPort } from "node:worker_threads";
import solc from "solc";

parentPort.on("message", (input) => parentPort.postMessage(solc.compile(input)));

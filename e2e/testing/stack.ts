// The world of the stories: the production build on a fresh chain and database. Started by playwright.config.ts.
import { startStack } from "../../scripts/stack/stack.ts";
import { startControl } from "./control.ts";
import { world } from "./world.ts";

const interrupt = new AbortController();
let end = () => interrupt.abort(new Error("interrupted"));
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => end());

const { ports, dataDir, controlPort, relayPort } = world;
// Wallets on other devices are offered; their relay is the story's own.
process.env.WALLETCONNECT_PROJECT_ID = "0".repeat(32);
process.env.WALLETCONNECT_RELAY_URL = `ws://127.0.0.1:${relayPort}`;
const begin = () =>
  startStack({
    ports,
    dataDir,
    databaseUrl: undefined,
    production: true,
    reset: true,
    restarts: true,
    say: (line) => console.log(line),
    signal: interrupt.signal,
  });
let stack = await begin();
const reset = async () => {
  end = () => {
    control.close();
    interrupt.abort(new Error("interrupted"));
  };
  await stack.stop();
  stack = await begin();
  end = stopAll;
};
// Last: that it listens tells Playwright that the world is ready.
const control = await startControl({ stack: () => stack, reset }, controlPort);
const stopAll = () => {
  control.close();
  void stack.stop();
};
end = stopAll;

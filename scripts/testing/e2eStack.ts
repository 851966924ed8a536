// The world of the stories: the production build on a fresh chain and database. Started by playwright.config.ts.
import { startStack } from "../stack/stack.ts";
import { startControl } from "./control.ts";
import { e2eWorld } from "./e2eWorld.ts";

const interrupt = new AbortController();
let end = () => interrupt.abort(new Error("interrupted"));
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => end());

const { ports, dataDir, controlPort } = e2eWorld;
const stack = await startStack({
  ports,
  dataDir,
  databaseUrl: undefined,
  production: true,
  reset: true,
  restarts: true,
  say: (line) => console.log(line),
  signal: interrupt.signal,
});
// Last: that it listens tells Playwright that the world is ready.
const control = await startControl(stack, controlPort);
end = () => {
  control.close();
  void stack.stop();
};

// npm run dev, npm start: set-up with bare Node first, then the stack (TypeScript, loaded by tsx).
import { install } from "./setup/install.mjs";
import { requireNode } from "./setup/node.mjs";

requireNode();
install();
const { register } = await import("tsx/esm/api");
register();
const { main } = await import("./stack/main.ts");
await main(process.argv.slice(2));

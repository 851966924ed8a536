// npm test: set-up with bare Node first, then every runner in order.
import { install } from "./setup/install.mjs";
import { requireNode } from "./setup/node.mjs";

requireNode();
install();
const { register } = await import("tsx/esm/api");
register();
const { main } = await import("./testing/main.ts");
process.exitCode = await main(process.argv.slice(2));

// npm test: set-up with bare Node first, then every runner in order.
import { prepare } from "./setup/install.mjs";

await prepare();
const { main } = await import("./testing/main.ts");
process.exitCode = await main(process.argv.slice(2));

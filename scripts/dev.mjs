// npm run dev, npm start: set-up with bare Node first, then the stack (TypeScript, loaded by tsx).
import { prepare } from "./setup/install.mjs";

await prepare();
const { main } = await import("./stack/main.ts");
await main(process.argv.slice(2));

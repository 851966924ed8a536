// npm run pack: builds the kit's tarball into session/.pack, as it is published.
import path from "node:path";
import { packKit, STAGE } from "./pack.ts";

console.log(path.relative(process.cwd(), packKit(path.dirname(STAGE))));

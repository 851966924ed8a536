// npm run art: packs scripts/art/pictures into the game's atlas, public/game/sprites.{png,json}.
import { writeFileSync } from "node:fs";
import { fromRoot } from "../stack/paths.ts";
import { pack } from "./pack.ts";
import { readSprites } from "./sprites.ts";

const sprites = readSprites();
const { png, json } = pack(sprites, 512);
writeFileSync(fromRoot("public/game/sprites.png"), png);
writeFileSync(fromRoot("public/game/sprites.json"), json);
console.log(`sprites: ${Object.keys(sprites).length} pictures, ${png.length} bytes`);

// npm run art: draws all pictures of the game. Same input, same bytes: the output is committed.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { drawGround, drawPaving, groundSize, grounds } from "./ground";
import { drawHourglass, drawIcon } from "./icon";
import { drawItems } from "./items";
import { frameAt, pack } from "./pack";
import { blit, createPixels, toPng } from "./pixels";
import { drawSprites } from "./sprites";

const out = join(import.meta.dirname, "../../public/game");
mkdirSync(join(out, "items"), { recursive: true });

const textures = Object.entries(grounds).map(([name, ground], index) => ({
  name,
  image: drawGround(ground, index + 7),
}));
textures.push({ name: "paving", image: drawPaving(3) });
const sheet = createPixels(groundSize * textures.length, groundSize);
const groundFrames = Object.fromEntries(
  textures.map(({ name, image }, index) => {
    blit(sheet, image, index * groundSize, 0);
    return [name, frameAt(index * groundSize, 0, image)];
  }),
);
write("ground", toPng(sheet), groundFrames);

const { image, frames } = pack(drawSprites(), 512);
write("sprites", toPng(image), frames);

// Items are single files by name: the page shows them as plain images.
for (const [name, picture] of Object.entries(drawItems()))
  writeFileSync(join(out, "items", `${name}.png`), toPng(picture));
writeFileSync(join(out, "../icon.png"), toPng(drawIcon(), 12));
writeFileSync(join(out, "../logo.png"), toPng(drawHourglass(), 8));

function write(name: string, png: Buffer, names: Readonly<Record<string, unknown>>): void {
  const meta = { image: `${name}.png`, format: "RGBA8888", scale: 1 };
  writeFileSync(join(out, `${name}.png`), png);
  writeFileSync(join(out, `${name}.json`), `${JSON.stringify({ frames: names, meta })}\n`);
  console.log(`${name}: ${Object.keys(names).length} pictures, ${png.length} bytes`);
}

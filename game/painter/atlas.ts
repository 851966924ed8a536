import { type GroundTextures, groundNames } from "@/game/objects/ground/paint";

/** Where a sprite is in the picture, and where its foot is in the sprite, in pixels. */
export type Sprite = { x: number; y: number; width: number; height: number; footX: number; footY: number };

/** All pictures that the painter needs; the files are those that the game loads. */
export type Atlas = {
  picture: CanvasImageSource;
  /** The same picture mirrored, for what looks the other way. */
  mirrored: CanvasImageSource;
  width: number;
  sprites: Readonly<Record<string, Sprite>>;
  textures: GroundTextures;
};

type Cut = { x: number; y: number; w: number; h: number };
type Sheet = { frames: Record<string, { frame: Cut; pivot?: { x: number; y: number } }> };

/**
 * Loads the atlas and the grounds.
 * @throws When a file does not come, or the browser has no 2D canvas.
 */
export async function loadAtlas(): Promise<Atlas> {
  const [sprites, ground] = await Promise.all([loadSheet("sprites"), loadSheet("ground")]);
  const { width, height } = sprites.image;
  const mirror = createCanvas(width, height);
  mirror.setTransform(-1, 0, 0, 1, width, 0);
  mirror.drawImage(sprites.image, 0, 0);
  const grounds = createCanvas(ground.image.width, ground.image.height);
  grounds.drawImage(ground.image, 0, 0);
  const textures = groundNames.map((name) => {
    const { x = 0, y = 0, w = 1, h = 1 } = ground.frames[name]?.frame ?? {};
    return [name, new Uint32Array(grounds.getImageData(x, y, w, h).data.buffer)];
  });
  return {
    picture: sprites.image,
    mirrored: mirror.canvas,
    width,
    sprites: readSprites(sprites),
    textures: Object.fromEntries(textures) as GroundTextures,
  };
}

/** Sprites of a sheet by name. The foot is its pivot, as in the scene; without one, its middle. */
export function readSprites({ frames }: Sheet): Readonly<Record<string, Sprite>> {
  return Object.fromEntries(
    Object.entries(frames).map(([name, { frame, pivot = { x: 0.5, y: 0.5 } }]) => {
      const { x, y, w: width, h: height } = frame;
      return [name, { x, y, width, height, footX: Math.round(pivot.x * width), footY: Math.round(pivot.y * height) }];
    }),
  );
}

/** A canvas that nobody sees. */
export function createCanvas(width: number, height: number): CanvasRenderingContext2D {
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext("2d", { willReadFrequently: false });
  if (!context) throw new Error("This browser has no 2D canvas; the island cannot be painted.");
  return context;
}

async function loadSheet(name: string): Promise<Sheet & { image: HTMLImageElement }> {
  const image = new Image();
  image.src = `/game/${name}.png`;
  const [response] = await Promise.all([fetch(`/game/${name}.json`), image.decode()]);
  if (!response.ok) throw new Error(`The picture list ${name}.json did not come (${response.status}).`);
  const { frames }: Sheet = await response.json();
  return { frames, image };
}

import Image from "next/image";

/** The picture of an item, a file under the item's name. The name stands beside it, so the picture says nothing. */
export function ItemIcon({ name }: { name: string }) {
  return (
    <span className="grid size-12 shrink-0 place-items-center rounded-xl bg-night-700/70">
      <Image src={`/game/items/${name}.png`} alt="" width={32} height={32} unoptimized className="pixelated size-8" />
    </span>
  );
}

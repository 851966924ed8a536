import { Flame, Sandwich } from "lucide-react";
import Image from "next/image";
import type { Item } from "@/app/_bridge/expedition/views";
import { cx } from "@/app/_ui/cx";
import looks from "./looks.module.css";

/** The picture of an item. Its name stands beside it, so the picture says nothing. Grows with large letters only a little. */
export function ItemPicture({ item, small = false }: { item: Item; small?: boolean }) {
  const size = small ? "size-[min(1.5rem,28px)]" : "size-8";
  return (
    <span
      className={cx(
        "grid shrink-0 place-items-center rounded-xl bg-night-700/70",
        small ? "size-[min(2.25rem,40px)]" : looks.picture,
      )}
    >
      {item === "oil" ? (
        <Flame aria-hidden className={cx("text-grain", size)} />
      ) : item === "ration" ? (
        <Sandwich aria-hidden className={cx("text-sand-300", size)} />
      ) : (
        <Image
          src={`/game/items/${item}.png`}
          alt=""
          width={32}
          height={32}
          unoptimized
          className={cx("pixelated", size)}
        />
      )}
    </span>
  );
}

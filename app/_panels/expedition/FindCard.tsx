import type { Layer, Relic } from "@/app/_bridge/expedition/views";
import { cx } from "@/app/_ui/cx";
import { ItemPicture } from "./ItemPicture";
import looks from "./looks.module.css";
import motion from "./motion.module.css";
import { text } from "./text";

const relics = ["idol", "bell", "mask", "crown", "conch", "anchor"] as const satisfies readonly Relic[];

/** A layer is lifted; from under the third one a relic rises, turns, and takes its place on the shelf. */
export function FindCard({ layer, of, points, relic, shelf }: Layer) {
  return (
    <div
      role="status"
      data-testid="moment-find"
      className={cx("panel mx-auto grid w-full max-w-sm gap-3 p-5 text-center", !relic && looks.brief)}
    >
      <div aria-hidden="true" className={looks.pit}>
        <span className={cx(looks.glow, motion.glow)} />
        <div className={looks.strata}>
          {Array.from({ length: of }, (_, index) => (
            <div
              // biome-ignore lint/suspicious/noArrayIndexKey: a layer is its depth.
              key={index}
              className={cx(looks.stratum, index < layer && looks.dug, index + 1 === layer && motion.layer)}
            />
          ))}
        </div>
        {relic && (
          // biome-ignore lint/performance/noImgElement: one small picture, as large as its pixels allow.
          <img src={`/game/items/${relic}.png`} alt="" className={cx("pixelated", looks.risen, motion.relic)} />
        )}
      </div>
      <p className="text-sm text-mist">{text.moments.layer(layer, of)}</p>
      <p className="font-display text-2xl leading-tight font-semibold text-sand-50">
        {relic ? text.moments.found(relic) : text.moments.gained(points)}
      </p>
      {relic && <p className="font-semibold text-sand-200">{text.moments.gained(points)}</p>}
      {relic && <Shelf {...{ shelf, relic }} />}
    </div>
  );
}

function Shelf({ shelf, relic }: { shelf: readonly Relic[]; relic: Relic }) {
  return (
    <div className="grid gap-1.5">
      <div aria-hidden="true" className={cx("flex flex-wrap justify-center gap-1.5 pb-2", looks.shelf)}>
        {relics.map((each) => (
          <span
            key={each}
            className={cx("rounded-xl", !shelf.includes(each) && looks.absent, each === relic && looks.newest)}
          >
            <ItemPicture item={each} small />
          </span>
        ))}
      </div>
      <p className="text-sm text-mist">{text.moments.shelf(shelf.length)}</p>
    </div>
  );
}

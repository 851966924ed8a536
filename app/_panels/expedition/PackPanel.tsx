import { Backpack, Check } from "lucide-react";
import type { ReactNode } from "react";
import type { Good, PackView, Price, Tool } from "@/app/_bridge/expedition/views";
import { cx } from "@/app/_ui/cx";
import { keepFocus } from "@/app/_ui/keepFocus";
import { PanelEmpty } from "@/app/_ui/PanelEmpty";
import { ItemPicture } from "./ItemPicture";
import looks from "./looks.module.css";
import { PackBar } from "./PackBar";
import { text } from "./text";

const priceInk: Record<Price, string> = { full: "text-palm-300", half: "text-sand-300", quarter: "text-mist" };

/** What is carried, what it is worth at today's prices, and what is worn. */
export function PackPanel({ view, onEquip }: { view: PackView; onEquip: (tool: Tool) => void }) {
  const { goods, parts, relics, mix, load, tools, supplies } = view;
  const isEmpty = goods.length + parts.length + relics.layers === 0;
  return (
    <div className="grid gap-4">
      <PackBar view={view} />
      {isEmpty ? (
        <PanelEmpty icon={<Backpack aria-hidden className="size-7" />}>{text.pack.empty}</PanelEmpty>
      ) : (
        <>
          <p className="flex flex-wrap items-center gap-2 font-semibold text-sand-50">
            {text.pack.load(load)}
            {mix.percent > 0 && (
              <span className="rounded-full bg-palm-400/15 px-3 py-0.5 text-sm text-palm-300">
                {text.pack.mix(mix.percent)}
              </span>
            )}
          </p>
          <ul aria-label={text.pack.goods} className="grid gap-1.5">
            {goods.map((good) => (
              <GoodRow key={good.item} {...good} />
            ))}
            {relics.layers > 0 && (
              <Row
                picture="crown"
                name={text.pack.relics}
                note={text.pack.layers(relics.layers)}
                points={relics.points}
              />
            )}
            {parts.map(({ item, units }) => (
              <Row key={item} picture={item} name={text.items[item]} units={units} />
            ))}
          </ul>
        </>
      )}
      <section aria-label={text.pack.tools} className="grid gap-2">
        <h3 className="font-semibold text-sand-50">{text.pack.tools}</h3>
        {tools.length === 0 && <p className="text-sm text-mist">{text.pack.noTools}</p>}
        <div className={cx("grid gap-2", looks.pictured)}>
          {tools.map((tool) => (
            <ToolButton key={tool.item} {...tool} onEquip={() => onEquip(tool.item)} />
          ))}
        </div>
      </section>
      {supplies.length > 0 && (
        <ul aria-label={text.pack.supplies} className="flex flex-wrap gap-2">
          {supplies.map(({ item, units }) => (
            <li key={item} className="row flex items-center gap-2 py-1 pr-4 pl-1 text-sm text-sand-100">
              <ItemPicture item={item} small />
              <span className="capitalize">{text.items[item]}</span>
              <span className="text-mist tabular-nums">× {units}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function GoodRow({ item, units, price, points }: Good) {
  return (
    <Row
      picture={item}
      name={text.items[item]}
      units={units}
      points={points}
      note={<span className={priceInk[price]}>{text.prices[price]}</span>}
    />
  );
}

type RowProps = {
  picture: Parameters<typeof ItemPicture>[0]["item"];
  name: string;
  units?: number;
  note?: ReactNode;
  points?: number;
};

function Row({ picture, name, units, note, points }: RowProps) {
  return (
    <li className="row flex flex-wrap items-center gap-x-3 px-2 py-1.5">
      <ItemPicture item={picture} small />
      <div className={cx("leading-tight", looks.named)}>
        <p className="font-semibold text-sand-50 capitalize">
          {name} {units !== undefined && <span className="font-normal text-mist tabular-nums">× {units}</span>}
        </p>
        {note && <p className="text-sm text-mist">{note}</p>}
      </div>
      {points !== undefined && (
        <p className="pr-1 text-sm font-semibold shrink-0 text-sand-100 tabular-nums">{text.pack.points(points)}</p>
      )}
    </li>
  );
}

type ToolProps = PackView["tools"][number] & { onEquip: () => void };

function ToolButton({ item, isWorn, slot, onEquip }: ToolProps) {
  return (
    <button
      type="button"
      aria-pressed={isWorn}
      data-testid={`equip-${item}`}
      onMouseDown={keepFocus}
      onClick={onEquip}
      className={cx(
        "row flex min-h-11 min-w-0 items-center gap-2 py-1 px-1 text-left text-sm leading-tight",
        isWorn ? "border-sand-300/70 bg-sand-300/10" : "hover:bg-white/8",
      )}
    >
      <ItemPicture item={item} small />
      <span className="min-w-0 grow">
        <span className="block font-semibold text-sand-50 capitalize">{text.items[item]}</span>
        <span className="block text-xs text-mist">{isWorn ? text.pack.slots[slot] : text.pack.wear}</span>
      </span>
      {isWorn && <Check aria-hidden className="size-4 shrink-0 text-sand-300" />}
    </button>
  );
}

"use client";

import { Landmark, MoonStar, Wallet } from "lucide-react";
import { type ReactNode, useState } from "react";
import type { BankView, FinishView, StartTool, Supply, TradeView } from "@/app/_bridge/expedition/views";
import { Ask } from "./Ask";
import { ItemPicture } from "./ItemPicture";
import { SourceRows } from "./SourceRows";
import { TryButton } from "./TryButton";
import { text } from "./text";

/** Supplies for Sand, as long as the purse lasts. */
export function TradePanel({ view, onBuy }: { view: TradeView; onBuy: (item: Supply | StartTool) => void }) {
  const { purse, isFree, offers } = view;
  return (
    <div className="grid gap-3">
      <p className="flex items-center gap-2 font-semibold text-sand-50">
        <Wallet aria-hidden className="size-[min(1.25rem,24px)] shrink-0 text-sand-300" />
        {text.camp.purse(purse.left, purse.of)}
      </p>
      {isFree && <p className="text-sm text-mist">{text.camp.free}</p>}
      <ul className="grid gap-2">
        {offers.map(({ item, sand, whyNot }) => (
          <li key={item} data-testid={`supply-${item}`} className="row p-2.5">
            <TryButton
              data-testid={`buy-${item}`}
              whyNot={whyNot}
              onDo={() => onBuy(item)}
              aria-label={text.camp.buy(item, sand)}
              beside={
                <>
                  <ItemPicture item={item} />
                  <div className="min-w-0 grow leading-snug">
                    <p className="font-semibold text-sand-50 capitalize">{text.items[item]}</p>
                    <p className="text-sm text-mist">{text.camp.hint(item)}</p>
                  </div>
                </>
              }
            >
              {text.camp.sand(sand)}
            </TryButton>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The load by source, and what it counts when it is banked here. */
export function BankPanel({ view, onBank }: { view: BankView; onBank: () => void }) {
  const { rows, factors, points, banked, whyNot } = view;
  const changes = (["mix", "place", "purse"] as const).filter((name) => factors[name] !== 100);
  return (
    <div className="grid gap-3">
      <SourceRows rows={rows} />
      {changes.length > 0 && (
        <dl className="flex flex-wrap gap-x-5 gap-y-1 text-sm text-mist">
          {changes.map((name) => (
            <div key={name} className="flex gap-1.5">
              <dt>{text.camp.factors[name]}</dt>
              <dd className="font-semibold text-sand-100 tabular-nums">{text.signed(factors[name] - 100)}</dd>
            </div>
          ))}
        </dl>
      )}
      <div>
        <TryButton
          size="large"
          data-testid="bank"
          data-control="bank"
          className="w-full"
          icon={<Landmark aria-hidden className="size-5" />}
          whyNot={whyNot}
          onDo={onBank}
        >
          {text.camp.bankFor(points)}
        </TryButton>
      </div>
      <p className="text-center text-sm text-mist tabular-nums">{text.camp.banked(banked)}</p>
    </div>
  );
}

/** Quiet until the end is near, and asks before it ends the expedition. */
export function FinishPanel({ view, onFinish }: { view: FinishView; onFinish: () => void }) {
  const { isTime, percent, bonus, sand, secondsLeft, load, whyNot } = view;
  const [isAsked, setIsAsked] = useState(false);
  return (
    <div className="grid gap-3">
      <Line icon={<MoonStar aria-hidden className="size-[min(1.25rem,24px)] shrink-0 text-sand-300" />}>
        {text.camp.home(percent)} {sand > 0 && text.camp.sandEarned(sand)}
      </Line>
      {!isTime && <p className="text-sm text-mist tabular-nums">{text.camp.keepGoing(secondsLeft)}</p>}
      {load > 0 && <p className="text-sm font-semibold text-ember-300">{text.camp.loses(load)}</p>}
      {isAsked && !whyNot ? (
        <Ask
          question={text.camp.ask}
          confirm={text.camp.confirm}
          cancel={text.camp.cancel}
          testId="finish-confirm"
          control="finish"
          onConfirm={onFinish}
          onCancel={() => setIsAsked(false)}
        />
      ) : (
        <div>
          <TryButton
            size="large"
            data-testid="finish"
            data-control="finish"
            look={isTime ? "primary" : "outline"}
            className="w-full"
            whyNot={whyNot}
            onDo={() => setIsAsked(true)}
          >
            {text.camp.finishFor(bonus)}
          </TryButton>
        </div>
      )}
    </div>
  );
}

function Line({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <p className="flex items-start gap-2 text-sand-100">
      {icon}
      <span>{children}</span>
    </p>
  );
}

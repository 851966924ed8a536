import { CircleCheck, Eye, Flag, type LucideIcon, Package, ScrollText, Shovel, Star } from "lucide-react";
import type { ErrandKind, ErrandsView, ErrandView } from "@/app/_bridge/expedition/views";
import { cx } from "@/app/_ui/cx";
import { PanelEmpty } from "@/app/_ui/PanelEmpty";
import { Arrow } from "./Arrow";
import looks from "./looks.module.css";
import { TryButton } from "./TryButton";
import { text } from "./text";

const icons: Record<ErrandKind, LucideIcon> = { supply: Package, survey: Flag, vigil: Eye, recover: Shovel };

type Props = { view: ErrandsView; onClaim: (id: number) => void };

/** The offers of this tide: what, where, for how much. */
export function ErrandsPanel({ view: { slots, turnsInSeconds, offers }, onClaim }: Props) {
  return (
    <div className="grid gap-3">
      <p className="flex flex-wrap justify-between gap-x-4 text-sm text-mist tabular-nums">
        <span data-testid="errand-slots" className={cx("font-semibold", slots.left > 0 && "text-sand-100")}>
          {text.errands.slots(slots.left, slots.of)}
        </span>
        {text.errands.turns(turnsInSeconds)}
      </p>
      {offers.length === 0 ? (
        <PanelEmpty icon={<ScrollText aria-hidden className="size-7" />}>{text.errands.none}</PanelEmpty>
      ) : (
        <ul className="grid gap-2">
          {offers.map((offer) => (
            <Offer key={offer.id} offer={offer} onClaim={() => onClaim(offer.id)} />
          ))}
        </ul>
      )}
    </div>
  );
}

function Offer({ offer, onClaim }: { offer: ErrandView; onClaim: () => void }) {
  const { id, kind, supply, done, reward, way, state, whyNot } = offer;
  const Icon = icons[kind];
  const progress = state === "ready" ? undefined : supply ? { count: supply.have, of: supply.need } : done;
  const isDone = state === "done";
  const what = (
    <>
      <span className="grid size-[min(2.25rem,40px)] shrink-0 place-items-center rounded-xl bg-night-700/70">
        <Icon aria-hidden className="size-[min(1.25rem,24px)] text-sand-300" />
      </span>
      <div className="min-w-0 grow leading-snug">
        <p className={cx("font-semibold", isDone ? "text-mist" : "text-sand-50")}>{text.errands.ask(offer)}</p>
        {!isDone && (
          <p className="mt-0.5 flex flex-wrap items-center gap-x-3 gap-y-0.5 text-sm text-mist tabular-nums">
            <span className="inline-flex items-center gap-1">
              {way.steps > 0 && <Arrow toward={way.toward} className="text-sand-300" />}
              {text.stepsToward(way)}
            </span>
            {progress && <span>{text.errands.progress(progress.count, progress.of)}</span>}
          </p>
        )}
      </div>
    </>
  );
  return (
    <li
      data-testid={`errand-${id}`}
      data-state={state}
      className={cx("row p-2.5", state === "ready" && "border-sand-300/60 bg-sand-300/10")}
    >
      {state === "ready" ? (
        <TryButton
          data-testid={`claim-${id}`}
          whyNot={whyNot}
          onDo={onClaim}
          beside={what}
          icon={<Star aria-hidden className="size-4" />}
          aria-label={`${text.errands.claim(reward)}: ${text.errands.ask(offer)}`}
        >
          {text.errands.claim(reward)}
        </TryButton>
      ) : (
        <div className="flex flex-wrap items-center gap-3">
          <div className={cx("flex items-center gap-3", looks.beside)}>{what}</div>
          <Reward {...{ isDone, reward }} />
        </div>
      )}
    </li>
  );
}

function Reward({ isDone, reward }: { isDone: boolean; reward: number }) {
  return isDone ? (
    <span className="inline-flex shrink-0 items-center gap-1.5 text-sm text-palm-300">
      <CircleCheck aria-hidden className="size-4" /> {text.errands.done}
    </span>
  ) : (
    <span className="inline-flex shrink-0 items-center gap-1 text-sm font-semibold text-sand-200 tabular-nums">
      <Star aria-hidden className="size-4" />
      {reward}
      <span className="sr-only">{text.errands.pointsWord}</span>
    </span>
  );
}

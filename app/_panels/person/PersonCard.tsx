"use client";

import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { type ReactNode, useEffect, useEffectEvent, useRef } from "react";
import { player as playerSchema } from "@/app/_api/player";
import { readAnswer, readPlace } from "@/app/_board/read";
import { rankedOn, viewPerson } from "@/app/_bridge/expedition/viewPerson";
import { Button } from "@/app/_ui/Button";
import { keepFocus } from "@/app/_ui/keepFocus";
import { namePlayer } from "@/game/rules/playerName";
import { text } from "./text";

const REFRESH_MS = 10_000;

type Props = {
  /** Account, lowercase. */
  player: string;
  /** Opened by keyboard: the focus comes along. */
  takesFocus: boolean;
  onClose: () => void;
  /** Undefined where nobody else is. */
  onNext: (() => void) | undefined;
};

/** Another player: name, points as far as the lists have them, and the ways to see more. Their page opens beside the game, which goes on. */
export function PersonCard({ player, takesFocus, onClose, onNext }: Props) {
  const name = namePlayer(player);
  const card = useRef<HTMLElement>(null);
  useEffect(() => {
    if (takesFocus && player) card.current?.focus();
  }, [takesFocus, player]);
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const isElsewhere = event.target instanceof Element && event.target.closest("[role=dialog]") !== null;
    if (event.key === "Escape" && !event.defaultPrevented && !isElsewhere) onClose();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKey(event);
    addEventListener("keydown", listen);
    return () => removeEventListener("keydown", listen);
  }, []);
  return (
    <section
      ref={card}
      tabIndex={-1}
      aria-label={text.title(name)}
      data-testid="person"
      data-player={player}
      className="panel scroll-quiet pointer-events-auto max-h-[24dvh] overflow-y-auto rounded-2xl px-3 py-2 sm:max-h-none short:max-h-[40dvh]"
    >
      <div className="flex items-start gap-3">
        <div className="min-w-0 grow">
          <h2 className="font-semibold text-sand-50">{name}</h2>
          <Facts player={player} />
        </div>
        <button
          type="button"
          data-testid="person-close"
          aria-label={text.close}
          title={text.close}
          onMouseDown={keepFocus}
          onClick={onClose}
          className="-mt-1 -mr-2 grid size-11 shrink-0 place-items-center rounded-xl text-sand-200 hover:bg-white/8"
        >
          <X aria-hidden className="size-5" />
        </button>
      </div>
      <div className="flex flex-wrap items-center gap-x-4">
        <Away href={`/watch?follow=${player}`}>{text.watch}</Away>
        <Away href={`/player/${player}`}>{text.page}</Away>
        {onNext && (
          <Button look="quiet" size="small" data-testid="person-next" onClick={onNext}>
            {text.next}
          </Button>
        )}
      </div>
    </section>
  );
}

function Away({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a
      href={href}
      target="_blank"
      rel="noopener"
      className="inline-flex min-h-11 items-center text-sm text-sand-200 underline underline-offset-4"
    >
      {children}
      <span className="sr-only"> ({text.newTab})</span>
    </a>
  );
}

function Facts({ player }: { player: string }) {
  const { data, isError } = useQuery({
    queryKey: ["person", player],
    queryFn: ({ signal }) => readPerson(player, signal),
    refetchInterval: REFRESH_MS,
    retry: false,
    // Offline it fails at once and says so, instead of waiting without a word.
    networkMode: "always",
  });
  const { person, stale } = data ?? {};
  return (
    <div
      role="status"
      data-testid="person-facts"
      data-points={person?.points}
      className="text-sm text-mist tabular-nums"
    >
      {person && <p>{(person.isOut ? text.out : text.last)(person.length, person.points)}</p>}
      {person?.rank !== undefined && <p>{text.rank(person.rank)}</p>}
      {data && !person && <p>{text.none}</p>}
      {isError ? <p>{text.down}</p> : stale ? <p>{text.behind}</p> : !data && <p>{text.reading}</p>}
    </div>
  );
}

/** One request, and one more for whoever is on the board of a day. */
async function readPerson(player: string, signal: AbortSignal) {
  const page = await readAnswer(`/api/player/${player}`, playerSchema, signal);
  const [run] = page.runs;
  const on = run && rankedOn(run);
  const board = on && (await readPlace(on, player, signal));
  return { person: viewPerson(page, board?.own), stale: page.stale };
}

"use client";

import { Footprints, X } from "lucide-react";
import { useEffect } from "react";
import { viewBar } from "@/app/_bridge/expedition/viewBar";
import { viewReach } from "@/app/_bridge/expedition/viewReach";
import { viewSteps } from "@/app/_bridge/expedition/viewSteps";
import { useExpeditionLog, useMoment, usePlayer } from "@/app/_bridge/hud";
import { text } from "@/app/_panels/expedition/text";
import { nameKey } from "@/app/_settings/keys";
import { lessons } from "@/app/_settings/schema";
import { changeSettings, useSettings } from "@/app/_settings/useSettings";
import { keepFocus } from "@/app/_ui/keepFocus";
import { readLearnt, readLesson } from "./readLesson";

/** The line that teaches what comes next. */
export function Lessons({ touch }: { touch: boolean }) {
  const moment = useMoment();
  const player = usePlayer();
  const { history } = useExpeditionLog();
  const { keys, lessonsDone } = useSettings();
  const sight = {
    steps: viewSteps(player, history),
    run: moment && { reach: viewReach(moment), bar: viewBar(moment, 0) },
  };
  const done = lessons.filter((lesson) => lessonsDone.includes(lesson) || readLearnt(sight).includes(lesson));

  useEffect(() => {
    // What is carried is banked again: what was learnt once is learnt.
    if (done.length > lessonsDone.length) changeSettings({ lessonsDone: done });
  });

  const [north = "", west = "", south = "", east = ""] = (["north", "west", "south", "east"] as const).map((way) =>
    nameKey(keys[way][0] ?? ""),
  );
  const controls = touch
    ? { walk: "Tap where to go, or hold an arrow.", gather: "Press Gather.", bank: "Press Bank." }
    : {
        walk: `Use ${north} ${west} ${south} ${east}, or click where you want to go.`,
        gather: `Press ${nameKey(keys.gather[0] ?? "")}.`,
        bank: `Press ${nameKey(keys.bank[0] ?? "")}.`,
      };
  const next = readLesson(done, sight, controls);
  if (!next) return null;
  return (
    <section
      aria-label={text.coach.name}
      data-testid="coach"
      data-lesson={next.lesson}
      className="panel pointer-events-auto flex items-start gap-2.5 rounded-2xl py-[min(0.5rem,10px)] pr-1 pl-[min(0.75rem,14px)] text-sm leading-snug"
    >
      <Footprints aria-hidden className="mt-0.5 size-[min(1.125rem,22px)] shrink-0 text-sand-300" />
      <div
        role="status"
        className="scroll-quiet max-h-[min(17dvh,100px)] low:max-h-[8dvh] min-w-0 grow overflow-y-auto py-0.5"
      >
        <p className="font-semibold text-sand-50">
          {next.title}{" "}
          <span className="font-normal text-mist tabular-nums">
            {lessons.indexOf(next.lesson) + 1}/{lessons.length}
          </span>
        </p>
        <p className="text-mist">{next.text}</p>
      </div>
      <button
        type="button"
        data-testid="coach-dismiss"
        aria-label={text.coach.skip}
        onMouseDown={keepFocus}
        onClick={() => changeSettings({ coach: false })}
        className="grid size-[min(2.25rem,40px)] shrink-0 place-items-center rounded-lg text-mist hover:bg-white/10 hover:text-sand-50"
      >
        <X aria-hidden className="size-4" />
      </button>
    </section>
  );
}

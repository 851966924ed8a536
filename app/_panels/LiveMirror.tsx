"use client";

import { useBridgeSnapshot, useGameSnapshot } from "@/app/_bridge/BridgeProvider";
import { useChainSeconds } from "@/app/_bridge/clock";
import { viewOthers } from "@/app/_bridge/expedition/viewOthers";
import { viewRun } from "@/app/_bridge/expedition/viewRun";
import { useJournalEntries, useMoment, usePosition } from "@/app/_bridge/hud";
import { plural } from "@/app/_ui/format";
import { text } from "./expedition/text";

/** A room of a hundred, read out, would bury everything else. */
const namedOthers = 8;

/** The scene in words: for screen readers, and for tests that wait for facts. */
export function LiveMirror() {
  const entries = useJournalEntries();
  const { phase, queued } = useBridgeSnapshot();
  const { pending } = useGameSnapshot();
  return (
    <section aria-label="What happens" className="sr-only">
      <output data-testid="phase" data-phase={phase}>
        {phase === "playing" ? "You are playing" : "You are not playing"}
      </output>
      <Expedition />
      <output data-testid="pending" data-count={pending}>
        {pending === 0 ? "Everything is on chain" : `${pending} not yet on chain`}
      </output>
      <output data-testid="queued" data-count={queued}>
        {queued === 0 ? "Nothing is waiting" : `${queued} waiting to be sent`}
      </output>
      <Others />
      <div role="log" data-testid="journal">
        {entries.map(({ id, kind, text: line }) => (
          <p key={id} data-id={id} data-kind={kind}>
            {line}
          </p>
        ))}
      </div>
    </section>
  );
}

/** What changes with every second is an attribute: it is not read out. */
function Expedition() {
  const moment = useMoment();
  const position = usePosition();
  const run = moment && viewRun(moment);
  const at = moment && position;
  return (
    <>
      <output
        data-testid="expedition"
        data-number={run?.number ?? ""}
        data-mode={run?.mode ?? ""}
        data-length={run?.length ?? ""}
        data-points={run?.points ?? ""}
        data-load={run?.load ?? ""}
        data-grains={run?.grains ?? ""}
        data-seconds-left={run?.secondsLeft ?? ""}
      >
        {run ? text.mirror.runs(run.mode, run.length) : text.mirror.none}
      </output>
      <output
        data-testid="position"
        data-tile={at?.tile ?? ""}
        data-x={at?.x ?? ""}
        data-y={at?.y ?? ""}
        data-facing={at?.facing ?? ""}
      >
        {at && text.mirror.place(at.biome, at.x, at.y, at.facing)}
      </output>
    </>
  );
}

/** Not an output: others walk all the time, and each step would be read out. */
function Others() {
  const others = viewOthers(useGameSnapshot(), useChainSeconds());
  const names = others.map(({ name }) => name);
  return (
    <p data-testid="others" data-tiles={others.map(({ player, tile }) => `${player}:${tile}`).join(" ")}>
      {plural(others.length, "other player")} on the island
      {names.length > 0 &&
        `: ${names.slice(0, namedOthers).join(", ")}${names.length > namedOthers ? " and more" : ""}`}
    </p>
  );
}

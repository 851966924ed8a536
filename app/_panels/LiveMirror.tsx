"use client";

import { useBridgeSnapshot, useGameSnapshot } from "@/app/_bridge/BridgeProvider";
import { useJournalEntries, usePosition } from "@/app/_bridge/hud";
import { useOtherNames } from "@/app/_bridge/players";
import { plural } from "@/app/_ui/format";

/** A room of a hundred, read out, would bury everything else. */
const namedOthers = 8;

/** The scene in words: for screen readers, and for tests that wait for facts. */
export function LiveMirror() {
  const position = usePosition();
  const entries = useJournalEntries();
  const { phase, queued } = useBridgeSnapshot();
  const { pending, self, world } = useGameSnapshot();
  const names = useOtherNames();
  const others = Object.entries(world.players).filter(([player]) => player !== self);
  return (
    <section aria-label="What happens" className="sr-only">
      <output data-testid="phase" data-phase={phase}>
        {phase === "playing" ? "You are playing" : "You are not playing"}
      </output>
      <output
        data-testid="position"
        data-tile={position.tile}
        data-x={position.x}
        data-y={position.y}
        data-steps={position.steps}
        data-facing={position.facing}
      >
        You stand on {position.biome.toLowerCase()}, column {position.x}, row {position.y}, facing {position.facing}
      </output>
      <output data-testid="pending" data-count={pending}>
        {pending === 0 ? "Everything is on chain" : `${pending} not yet on chain`}
      </output>
      <output data-testid="queued" data-count={queued}>
        {queued === 0 ? "Nothing is waiting" : `${queued} waiting to be sent`}
      </output>
      {/* Not an output: others walk all the time, and each step would be read out. */}
      <p data-testid="others" data-tiles={others.map(([player, { tile }]) => `${player}:${tile}`).join(" ")}>
        {plural(others.length, "other player")} on the island
        {names.length > 0 &&
          `: ${names.slice(0, namedOthers).join(", ")}${names.length > namedOthers ? " and more" : ""}`}
      </p>
      <div role="log" data-testid="journal">
        {entries.map(({ id, kind, text }) => (
          <p key={id} data-id={id} data-kind={kind}>
            {text}
          </p>
        ))}
      </div>
    </section>
  );
}

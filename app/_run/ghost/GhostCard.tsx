import Link from "next/link";
import { hrefOfRun } from "@/app/_board/boards";
import { Button } from "@/app/_ui/Button";
import { formatCount, plural } from "@/app/_ui/format";
import { namePlayer } from "@/game/rules/playerName";
import { momentAt } from "../timeline/momentAt";
import type { GhostChoice, GhostKind, Source } from "./useGhost";

type Props = { choice: GhostChoice; at: number; you: string | undefined };

/** Shows another expedition beside this one: the best of the day, or the best of one player; or says why that cannot be. */
export function GhostCard({ choice, at, you }: Props) {
  const { day, own, shown } = choice;
  if (day.state === "hidden" && own.state === "hidden") return null;
  const isOffered = day.state === "offered" || own.state === "offered";
  return (
    <section
      aria-label="Beside it"
      data-testid="ghost"
      data-state={day.state}
      data-own={own.state}
      className="row px-4 py-2"
    >
      {isOffered && (
        <div className="flex flex-wrap items-center justify-between gap-x-4">
          <fieldset className="flex flex-wrap items-center gap-x-5">
            <legend className="sr-only">Another expedition beside this one</legend>
            <Radio choice={choice} kind={undefined} label="Alone" />
            {day.state === "offered" && <Radio choice={choice} kind="day" label="The best of the day" />}
            {own.state === "offered" && <Radio choice={choice} kind="own" label={nameOwn(choice)} />}
          </fieldset>
          {shown && <Shown choice={choice} at={at} you={you} />}
        </div>
      )}
      <Note source={day} none="Nobody is on the board of this day and length yet." what="The best of the day" />
      <Note
        source={own}
        none="You have no other expedition of this length on this island yet."
        what={nameOwn(choice)}
      />
    </section>
  );
}

const nameOwn = ({ isYou, player }: Pick<GhostChoice, "isYou" | "player">) =>
  isYou ? "Your best" : `The best of ${namePlayer(player)}`;

type RadioProps = { choice: GhostChoice; kind: GhostKind | undefined; label: string };

const testIds = { day: "ghost-show", own: "ghost-own", none: "ghost-hide" } as const;

function Radio({ choice: { shown, show }, kind, label }: RadioProps) {
  return (
    <label className="flex min-h-11 cursor-pointer items-center gap-3 text-sand-50">
      <input
        type="radio"
        name="ghost"
        data-testid={testIds[kind ?? "none"]}
        checked={shown === kind}
        onChange={() => show(kind)}
        className="size-5 shrink-0 accent-sand-300"
      />
      {label}
    </label>
  );
}

/** Who is shown, and what they have at this time. */
function Shown({ choice: { shown, day, own, ghost, failed }, at, you }: Props) {
  const source = shown === "day" ? day : own;
  if (failed) return <Failed text="That expedition could not be loaded." {...failed} />;
  if (source.state !== "offered") return null;
  const { account, number, points } = source.other;
  return (
    <p className="text-sm text-mist tabular-nums">
      {ghost ? (
        <>
          <Link
            href={hrefOfRun(account, number, you)}
            data-testid="ghost-name"
            className="text-sand-100 underline underline-offset-4"
          >
            {namePlayer(account)}
          </Link>
          {": "}
          <span data-testid="ghost-points">{formatCount(momentAt(ghost.timeline, at).points)}</span> of{" "}
          {plural(points, "point")}
        </>
      ) : (
        <span role="status">Loading…</span>
      )}
    </p>
  );
}

function Note({ source, none, what }: { source: Source; none: string; what: string }) {
  if (source.state === "none") return <p className="text-sm text-mist">{none}</p>;
  return source.state === "failed" ? <Failed text={`${what} could not be loaded.`} {...source} /> : null;
}

function Failed({ text, isBusy, retry }: { text: string; isBusy: boolean; retry: () => void }) {
  return (
    <div role="alert" className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
      <p className="text-sand-100">{text}</p>
      <Button look="quiet" size="small" busy={isBusy} onClick={retry}>
        Try again
      </Button>
    </div>
  );
}

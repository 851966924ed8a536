import { Copy, Medal as MedalIcon, MoonStar, RotateCcw, Tent } from "lucide-react";
import Link from "next/link";
import { type ReactNode, useState } from "react";
import type { SummaryView } from "@/app/_bridge/expedition/views";
import { Button } from "@/app/_ui/Button";
import { cx } from "@/app/_ui/cx";
import looks from "./looks.module.css";
import motion from "./motion.module.css";
import { RunRank } from "./RunRank";
import { type Medal, medalOf, stripText } from "./result";
import { SourceRows } from "./SourceRows";
import { text } from "./text";
import { WonAchievements } from "./WonAchievements";

type Props = {
  view: SummaryView;
  /** The island as parchment with the way on it; drawn by whoever knows the way. */
  route: ReactNode;
  /** Address of the board on which it counts. */
  board: string;
  /** Address of its replay; undefined until all of it is on chain. */
  replay: string | undefined;
  onAgain: () => void;
  /** Rejects where the browser does not copy. */
  onShare: (strip: string) => Promise<void>;
};

const linkLook = "inline-flex min-h-8 items-center text-sm text-sand-200 underline underline-offset-4";

/** The end of an expedition as a poster: how it ended, what it came to, and once more. */
export function RunSummary({ view, route, board, replay, onAgain, onShare }: Props) {
  const { isHome, points, rows, par, result, lost, sand } = view;
  const strip = stripText(view);
  const [said, setSaid] = useState("");
  const share = () =>
    onShare(strip).then(
      () => setSaid(text.summary.copied),
      () => setSaid(text.summary.notCopied),
    );
  const Icon = isHome ? Tent : MoonStar;
  return (
    <section
      aria-label={text.summary.title(isHome)}
      data-testid="summary"
      data-home={isHome}
      data-points={points}
      className={cx("panel grid gap-5 p-4 sm:p-5", looks.poster)}
    >
      <div className={cx("grid content-start gap-4", looks.picturePart)}>
        <div role="img" aria-label={text.summary.route} className={looks.parchment}>
          {route}
        </div>
        <pre
          data-testid="strip"
          className="rounded-xl bg-night-950/50 p-3 font-mono text-sm leading-relaxed wrap-anywhere whitespace-pre-wrap text-sand-100"
        >
          {strip}
        </pre>
      </div>
      <div className="grid content-start gap-4">
        <div role="status">
          <p className={cx("flex items-center gap-2 font-semibold", isHome ? "text-palm-300" : "text-ember-300")}>
            <Icon aria-hidden className="size-5 shrink-0" />
            {text.summary.title(isHome)}
          </p>
          <h2 className="text-4xl leading-tight font-semibold text-sand-50 tabular-nums">
            {text.summary.points(points)}
          </h2>
          <Medalled medal={medalOf(result)} {...{ result, par }} />
        </div>
        <section aria-label={text.summary.sources}>
          <SourceRows rows={rows} isCounting />
        </section>
        {lost && <p className="text-sm font-semibold text-ember-300">{text.summary.lost(lost.load, lost.layers)}</p>}
        {sand > 0 && <p className="text-sm text-sand-200">{text.summary.sand(sand)}</p>}
        <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
          <RunRank mode={view.mode} rank={view.rank} />
          {view.mode !== "practice" && (
            <Link href={board} data-testid="summary-board" className={linkLook}>
              {view.mode === "room" ? text.room.board : text.summary.board}
            </Link>
          )}
          {replay && (
            <Link href={replay} data-testid="summary-replay" className={linkLook}>
              {text.summary.replay}
            </Link>
          )}
        </div>
        <WonAchievements {...view.achievements} />
        <div className="flex flex-wrap gap-2">
          <Button
            size="large"
            className="grow"
            icon={<RotateCcw aria-hidden className="size-5" />}
            onClick={onAgain}
            data-testid="again"
            data-control="again"
          >
            {text.summary.again}
          </Button>
          <Button
            size="large"
            look="quiet"
            icon={<Copy aria-hidden className="size-5" />}
            onClick={() => void share()}
            data-testid="share"
          >
            {text.summary.share}
          </Button>
        </div>
        <p role="status" className="text-sm text-mist empty:hidden">
          {said}
        </p>
      </div>
    </section>
  );
}

const medalInk: Record<Medal, string> = {
  ...{ gold: "text-grain", silver: "text-sand-50", bronze: "text-sand-400", none: "text-mist" },
};

function Medalled({ medal, result, par }: { medal: Medal; result: number; par: number }) {
  return (
    <p className="mt-1 flex flex-wrap items-center gap-x-2 text-sm text-mist">
      <MedalIcon aria-hidden className={cx("size-6 shrink-0", medalInk[medal], medal !== "none" && motion.stamp)} />
      <span className={cx("font-semibold", medalInk[medal])}>{text.summary.medals[medal]}</span>
      <span className="tabular-nums">{text.summary.par(result, par)}</span>
    </p>
  );
}

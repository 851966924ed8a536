import { ImageResponse } from "next/og";
import type { CSSProperties } from "react";
import type { RunPage } from "@/app/_api/run";
import { pictureSize } from "@/app/_api/run";
import { type Chart, chartInks, createChart } from "@/game/painter/chart";
import { isSettled } from "../isSettled";
import type { RunAnswer } from "../read";
import { INK, onPaper, PAPER } from "../share/paper";
import { signsOf } from "../stage/signsOf";
import { createTimeline } from "../timeline/createTimeline";
import { endOf } from "../timeline/endOf";
import { wayUntil } from "../timeline/momentAt";
import { encodePng } from "./encodePng";
import { linesOf } from "./linesOf";

const MARGIN = 38;
const EDGE = 6;
const SIDE = pictureSize.height - 2 * MARGIN - 2 * EDGE;
const LINE_PX = 6;
const SIGN_PX = 9;
const FONT = "Pixelify Sans";

/** What is drawn: an expedition with all its events; its place on its board, if it is known. */
export type PictureFacts = { run: RunPage; rank: number | undefined; font: ArrayBuffer };
/** A PNG. `isSettled`: nothing of the expedition can change any more; only its rank may. */
export type Picture = { bytes: ArrayBuffer; isSettled: boolean };

/**
 * Draws an expedition as sites show it beside a link: the island as on parchment, the way, finds, points.
 * @param facts See {@link PictureFacts}.
 * @returns The picture; undefined when the beginning of the expedition is not known.
 */
export async function drawPicture({ run, rank, font }: PictureFacts): Promise<Picture | undefined> {
  const timeline = createTimeline(run.events);
  if (!timeline) return undefined;
  const answer: RunAnswer = { run, timeline, isCut: false };
  const end = endOf(run, timeline);
  const size = { width: SIDE, height: SIDE };
  const way = wayUntil(timeline, end);
  const chart = createChart({ seed: timeline.seed, way, signs: signsOf(timeline.marks, end), size, signPx: SIGN_PX });
  const ground = await encodePng({ ...chart, colours: chart.tones.map(onPaper) });
  const response = new ImageResponse(<Poster chart={chart} ground={toUrl(ground)} lines={linesOf(answer, rank)} />, {
    ...pictureSize,
    fonts: [{ name: FONT, data: font, weight: 500, style: "normal" }],
  });
  return { bytes: await response.arrayBuffer(), isSettled: isSettled(answer) };
}

const toUrl = (png: Uint8Array) =>
  `data:image/png;base64,${btoa(Array.from(png, (byte) => String.fromCharCode(byte)).join(""))}`;

const column: CSSProperties = { display: "flex", flexDirection: "column" };
const sheet: CSSProperties = {
  ...{ display: "flex", width: "100%", height: "100%", padding: MARGIN, gap: MARGIN },
  ...{ background: PAPER, color: INK, fontFamily: FONT, fontSize: 32 },
};
const frame: CSSProperties = {
  ...{ display: "flex", position: "relative", flexShrink: 0, border: `${EDGE}px solid ${INK}` },
  ...{ width: SIDE + 2 * EDGE, height: SIDE + 2 * EDGE },
};

type Props = { chart: Chart; ground: string; lines: ReturnType<typeof linesOf> };

/** For the drawing library, which knows a part of CSS and no classes. */
function Poster({ chart, ground, lines }: Props) {
  const { name, ending, points, par, rank, island } = lines;
  return (
    <div style={sheet}>
      <div style={frame}>
        {/* biome-ignore lint/performance/noImgElement: this is no page. */}
        <img src={ground} width={SIDE} height={SIDE} alt="" style={{ position: "absolute", left: 0, top: 0 }} />
        <Way chart={chart} />
      </div>
      <div style={{ ...column, flexGrow: 1, width: 0, justifyContent: "space-between" }}>
        <div style={{ ...column, gap: 14 }}>
          <div style={{ fontSize: 64, lineHeight: 1.05 }}>{name}</div>
          <div style={{ fontSize: 34 }}>{ending}</div>
        </div>
        <div style={column}>
          <div style={{ fontSize: 76, lineHeight: 1.1 }}>{points}</div>
          <div>{par}</div>
          <div>{rank}</div>
        </div>
        <div style={{ ...column, gap: 6 }}>
          <div style={{ fontSize: 26 }}>{island}</div>
          <div style={{ fontSize: 40 }}>Hourglass</div>
        </div>
      </div>
    </div>
  );
}

function Way({ chart: { width, height, way, signs } }: { chart: Chart }) {
  const line = { points: listOf(way), fill: "none", strokeLinejoin: "round", strokeLinecap: "round" } as const;
  const edge = { stroke: chartInks.edge, strokeWidth: 3 };
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: this is drawn, and read by nobody.
    <svg {...{ width, height }} viewBox={`0 0 ${width} ${height}`} style={{ position: "absolute", left: 0, top: 0 }}>
      <polyline {...line} stroke={chartInks.edge} strokeWidth={LINE_PX + 4} />
      <polyline {...line} stroke={chartInks.line} strokeWidth={LINE_PX} />
      {signs.map(({ x, y, kind, fill, corners }) => {
        const key = `${x} ${y} ${kind}`;
        if (corners.length > 0) return <polygon key={key} points={listOf(corners)} fill={fill} {...edge} />;
        return (
          <circle key={key} cx={x} cy={y} r={kind === "end" ? SIGN_PX * 1.1 : SIGN_PX * 0.7} fill={fill} {...edge} />
        );
      })}
    </svg>
  );
}

const listOf = (points: Chart["way"]) => points.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(" ");

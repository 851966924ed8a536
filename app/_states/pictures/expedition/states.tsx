import type { BarView, SummaryView } from "@/app/_bridge/expedition/views";
import { BankPanel, FinishPanel, TradePanel } from "@/app/_panels/expedition/CampPanels";
import { ErrandsPanel } from "@/app/_panels/expedition/ErrandsPanel";
import { ExpeditionBar } from "@/app/_panels/expedition/ExpeditionBar";
import { FindCard } from "@/app/_panels/expedition/FindCard";
import { GiveUp } from "@/app/_panels/expedition/GiveUp";
import { MakePanel } from "@/app/_panels/expedition/MakePanel";
import { BankedCard, DashBeam, DashHome, SetOutBanner } from "@/app/_panels/expedition/Moments";
import { NextGoal } from "@/app/_panels/expedition/NextGoal";
import { PackPanel } from "@/app/_panels/expedition/PackPanel";
import { Refusal } from "@/app/_panels/expedition/Refusal";
import { RunSummary } from "@/app/_panels/expedition/RunSummary";
import type { State, StateGroup } from "../../state";
import { Chosen } from "./Chosen";
import { onGround, sheet } from "./draw";
import {
  bank,
  bankRows,
  bar,
  emptyPack,
  errands,
  fullPack,
  goals,
  inSeconds,
  pack,
  recipes,
  refusals,
  start,
  summary,
  tide,
  trade,
  way,
} from "./facts";
import { Ground } from "./Ground";
import { Route } from "./Route";

const none = () => undefined;
const barState = (name: string, title: string, changes: Partial<BarView>): State =>
  onGround(`bar-${name}`, title, changes.phase ?? "day", (sizes) => <ExpeditionBar view={bar(sizes, changes)} />);

const low = { secondsLeft: 612, ...tide(1, 0.47, 212, true) };
const dusk = { phase: "dusk", secondsLeft: 361, ...tide(2, 0.1, 361), grains: 90 } as const;
const night = { phase: "night", secondsLeft: 148, ...tide(2, 0.63, 148, true), grains: 14 } as const;

export const expeditionBar: StateGroup = {
  title: "Expedition: the bar and the next goal",
  states: [
    barState("day", "By day", {}),
    barState("low", "Low tide", low),
    barState("camp", "At a camp, nothing carried", {
      ...{ load: 0, banked: 0, secondsLeft: 1_200, ...tide(0, 0, 400), grains: 90 },
      home: { way: { ...way, steps: 0, seconds: 0 }, urgency: "here" },
    }),
    barState("dusk", "Dusk, soon time to turn back", { ...dusk, home: { way, urgency: "soon" } }),
    barState("night", "Night, few grains", night),
    barState("bell", "The bell: turn back now", {
      ...{ ...night, secondsLeft: 46, ...tide(2, 0.88, 46) },
      home: { way, urgency: "now" },
    }),
    onGround("goals", "Every next goal", "day", () => goals.map((goal) => <NextGoal key={goal.kind} goal={goal} />)),
    onGround("refusals", "Why a thing cannot be done", "day", () =>
      refusals.map((whyNot) => <Refusal key={JSON.stringify(whyNot)} whyNot={whyNot} atFoot />),
    ),
  ],
};

const card = (name: string, title: string, view: () => ReturnType<typeof start>, press?: string): State => ({
  ...{ name: `expedition-start-${name}`, title },
  draw: () => (
    <Ground>
      <div className="mx-auto w-full max-w-xl p-3">
        <Chosen view={view()} />
      </div>
    </Ground>
  ),
  ...(press ? { press: [press] } : {}),
});
const plan = "[data-testid=own-plan] summary";
const givenUp: State = {
  ...{ name: "expedition-start-given-up", title: "A practice was given up and still runs" },
  draw: () => (
    <Ground>
      <div className="mx-auto w-full max-w-xl p-3">
        <Chosen view={start({}, { mode: "practice" })} isGivenUp />
      </div>
    </Ground>
  ),
};
const room = (startsInSeconds: number, isOpen = startsInSeconds === 0) => ({
  room: { number: 7, startsInSeconds, isOpen, length: "dash" } as const,
  roomText: "7",
});
const inRoom = { mode: "room" } as const;

export const expeditionStart: StateGroup = {
  title: "Expedition: the start",
  states: [
    card("usual", "One press", () => start()),
    card("plan", "A plan of one’s own", () => start(), plan),
    card(
      "short",
      "The key does not last long enough",
      () => {
        const until = inSeconds(600);
        return start({ keyTooShort: { walk: until, voyage: until } });
      },
      plan,
    ),
    card("sand", "With a full purse", () =>
      start({ purses: [0, 40, 120] }, { length: "walk", calling: "delver", tool: "lantern", purse: 2 }),
    ),
    card("busy", "Setting out", () => start({ isBusy: true })),
    card("played", "Played today", () => start({ playedToday: { points: 5_471 } })),
    card("practice", "Practice", () => start({}, { mode: "practice" })),
    givenUp,
    card("room", "A room without a number", () => start({}, { mode: "room" })),
    card("room-open", "A room of one’s own", () => start({}, inRoom), "[data-testid=open-room-choice] summary"),
    card("room-unknown", "No such room", () => start({ room: "unknown", roomText: "8" }, inRoom)),
    card("room-unread", "The chain does not say", () => start({ room: "unread", roomText: "8" }, inRoom)),
    card("room-over", "A room is over", () => start({ room: "over", roomText: "7" }, inRoom)),
    card("room-waits", "A room waits for its start", () => start(room(42), inRoom)),
    card("room-draws", "A room waits for its island", () => start(room(0, false), inRoom)),
    card("room-runs", "A room has started", () => start(room(0), inRoom)),
  ],
};

const finish = { isTime: false, percent: 20, bonus: 912, sand: 273, secondsLeft: 148, load: 0 };
const noGoods = { ...{ mix: 100, place: 100, purse: 100 } };

export const expeditionPanels: StateGroup = {
  title: "Expedition: panels",
  states: [
    sheet("pack", "Pack", (sizes) => <PackPanel view={pack(sizes)} onEquip={none} />),
    sheet("pack-empty", "Nothing in the pack", () => <PackPanel view={emptyPack} onEquip={none} />),
    sheet("pack-full", "The pack is full", () => <PackPanel view={fullPack} onEquip={none} />),
    sheet("make", "Make", () => <MakePanel recipes={recipes} onMake={none} />),
    sheet(
      "make-refused",
      "Something is missing for it",
      () => <MakePanel recipes={recipes} onMake={none} />,
      "[data-testid=recipe-2] button",
    ),
    sheet("errands", "Errands", () => <ErrandsPanel view={errands} onClaim={none} />),
    sheet("errands-done", "All errands of the tide done", () => (
      <ErrandsPanel
        onClaim={none}
        view={{
          ...{ ...errands, slots: { left: 0, of: 2 } },
          offers: errands.offers.map((offer) => ({
            ...offer,
            ...(offer.state === "ready" ? { whyNot: { kind: "errands", most: 2 } } : {}),
          })),
        }}
      />
    )),
    sheet("errands-none", "No errands", () => <ErrandsPanel view={{ ...errands, offers: [] }} onClaim={none} />),
    sheet("trade", "Trade", () => <TradePanel view={trade} onBuy={none} />),
    sheet("trade-free", "Trade in practice", () => (
      <TradePanel view={{ ...trade, isFree: true, purse: { left: 20, of: 40 } }} onBuy={none} />
    )),
    sheet(
      "trade-refused",
      "Owned already",
      () => <TradePanel view={trade} onBuy={none} />,
      "[data-testid=supply-boots] button",
    ),
    sheet("bank", "Bank", (sizes) => <BankPanel view={bank(sizes)} onBank={none} />),
    sheet("bank-nothing", "Nothing to bank", (sizes) => (
      <BankPanel
        onBank={none}
        view={{
          ...{ ...bank(sizes), rows: [], factors: noGoods, points: 0, banked: 0 },
          whyNot: { kind: "nothing" },
        }}
      />
    )),
    sheet("finish", "Finish", () => <FinishPanel view={finish} onFinish={none} />),
    sheet("finish-time", "Time to finish", () => <FinishPanel view={{ ...finish, isTime: true }} onFinish={none} />),
    sheet(
      "finish-ask",
      "Finish with a load?",
      () => <FinishPanel view={{ ...finish, load: 134 }} onFinish={none} />,
      "[data-testid=finish]",
    ),
    sheet("give-up", "A practice can be given up", () => <GiveUp onGiveUp={none} />),
    sheet("give-up-ask", "Give up this practice?", () => <GiveUp onGiveUp={none} />, "[data-testid=give-up]"),
  ],
};

const ending = (name: string, title: string, changes: Partial<SummaryView>): State => ({
  ...{ name: `expedition-${name}`, title },
  draw: (sizes) => {
    const view = summary(sizes, changes);
    return (
      <Ground phase={view.isHome ? "dusk" : "night"}>
        <div className="mx-auto w-full max-w-4xl p-3">
          <RunSummary
            view={view}
            route={<Route isHome={view.isHome} />}
            board="/leaderboard"
            replay={`/run/0x${"5a".repeat(20)}/1`}
            onAgain={none}
            onShare={async () => undefined}
          />
        </div>
      </Ground>
    );
  },
});

export const expeditionMoments: StateGroup = {
  title: "Expedition: moments",
  states: [
    onGround("set-out", "Set out", "day", () => <SetOutBanner length="walk" mode="daily" />),
    onGround("find", "A layer", "day", () => <FindCard layer={1} of={3} points={12} shelf={[]} />),
    onGround("find-relic", "A relic", "dusk", () => (
      <FindCard layer={3} of={3} points={141} relic="mask" shelf={["idol", "mask", "conch"]} />
    )),
    onGround("banked", "Banked", "day", ({ isLarge }) => (
      <BankedCard place="north" rows={bankRows(isLarge ? 400 : 1)} points={isLarge ? 54_820 : 137} />
    )),
    {
      ...{ name: "expedition-dash", title: "The dash home" },
      draw: (sizes) => (
        <Ground phase="night">
          <div className="p-3 sm:p-5">
            <ExpeditionBar view={bar(sizes, { ...night, secondsLeft: 46, home: { way, urgency: "now" } })} />
          </div>
          <DashBeam way={way} />
          <DashHome way={way} />
        </Ground>
      ),
    },
    ending("home", "Home in time", {}),
    ending("lost", "Lost", {
      ...{ isHome: false, points: 2_214, result: 44, sand: 0, lost: { load: 312, layers: 1 } },
      rank: { state: "counting" },
      rows: [
        { source: "goods", points: 1_402 },
        { source: "relics", points: 640 },
        { source: "regions", points: 172 },
      ],
    }),
    ending("room-home", "Home in a room", { mode: "room", of: "7", room: 7, sand: 0 }),
    ending("behind", "The boards are behind", { rank: { state: "behind" } }),
    ending("unranked", "The boards do not answer", { rank: { state: "down" } }),
    ending("practice-home", "Home in practice", { mode: "practice", of: "20261130", rank: undefined, sand: 0 }),
  ],
};

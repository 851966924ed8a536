import { priceLoad } from "../../game/rules/load";
import { OIL, RATION } from "../../game/rules/numbers";
import { nearestPlace } from "../../game/rules/places";
import { withHomeBonus } from "../../game/rules/points";
import type { Length, Place } from "../../game/rules/types";
import { capacityOf, countOf, weigh } from "../../game/rules/weigh";
import { act, isOver, pass, playerOf, startBody } from "./body";
import { choose } from "./choose";
import { craftWanted } from "./craft";
import { FAR, tilesAtPlaces } from "./ground";
import { createMind, fearedSeconds, look, type Mind, type Now, walkTo } from "./mind";
import type { Strategy } from "./strategies";

/** What came of one expedition. Who is not home has lost what they carried. */
export type Result = { island: number; points: number; isHome: boolean; found: readonly number[] };

export type Expedition = {
  strategy: Strategy;
  length: Length;
  /** Number of the island, and of the try on it: other falls, other errors. */
  island: number;
  /** Of the island; absent: the one that follows from its number. */
  seed?: number;
  account: number;
  isHindered: boolean;
};

/** More choices than anybody makes: a planner that is stuck ends. */
const MOST_CHOICES = 5_000;

/** Plays one expedition. */
export function playExpedition(expedition: Expedition): Result {
  const { strategy, length, island, seed = 1 + 7919 * island, account, isHindered } = expedition;
  const isDeaf = island % 10 < 10 * strategy.deaf;
  const chosen = isDeaf ? { ...strategy, turnAt: 0.98, slack: 0, nerve: 0, marginSeconds: 0 } : strategy;
  const body = startBody(chosen, length, seed, 77 + 7 * island + 10_007 * account, isHindered);
  const mind = createMind(body);
  provision(mind);
  for (let choices = 0; choices < MOST_CHOICES && !isOver(body); choices++) {
    pass(body, strategy.pace.thinkSeconds * (0.5 + body.random()));
    const points = turn(mind);
    if (points !== undefined) return { island, points, isHome: true, found: body.found };
  }
  return { island, points: playerOf(body).run.points, isHome: false, found: body.found };
}

/** One choice. Returns the points of who has come home. */
function turn(mind: Mind): number | undefined {
  const { body } = mind;
  const { strategy, length } = body;
  const before = body.t;
  const now = look(mind);
  const wayHome = mind.homes[0]?.[now.tile] ?? FAR;
  if (now.left <= fearedSeconds(mind, now, 0, wayHome) || body.t > strategy.turnAt * length.seconds)
    mind.isHomeward = true;
  if (mind.isHomeward) return goHome(mind, now);
  if (weigh(now.player.pack) >= capacityOf(now.run) - 2) bankAt(mind, choosePlace(mind, now));
  else {
    craftWanted(mind, now.player);
    const go = choose(mind, look(mind));
    if (go) go();
    else if (weigh(now.player.pack) > 0) bankAt(mind, 0);
    else if (now.left < 0.08 * length.seconds) mind.isHomeward = true;
    else pass(body, 4);
  }
  if (body.t === before) pass(body, 0.2);
  return undefined;
}

/** Where the load brings most, by what the way costs. */
function choosePlace(mind: Mind, { run, player, tide, tile }: Now): Place {
  const gain = (place: Place) =>
    priceLoad(run, player.pack, tide, place) - (mind.homes[place]?.[tile] ?? FAR) * mind.rate;
  const places: readonly Place[] = [0, 1, 2, 3, 4];
  return places.reduce((best, place) => (gain(place) > gain(best) ? place : best));
}

function bankAt(mind: Mind, place: Place): boolean {
  const { body } = mind;
  const isThere = walkTo(mind, tilesAtPlaces[place] ?? []);
  const isBanked = isThere && act(body, { type: "bank" }, body.strategy.pace.actSeconds);
  if (isBanked) provision(mind);
  else pass(body, 3);
  return isBanked;
}

/** Goes to the camp, or to the nearest post when the camp is too far; with time left, out once more. */
function goHome(mind: Mind, now: Now): number | undefined {
  const { body } = mind;
  const { strategy, length } = body;
  const wayTo = (place: Place) => mind.homes[place]?.[now.tile] ?? FAR;
  const posts: readonly Place[] = [1, 2, 3, 4];
  const post = posts.reduce((best, place) => (wayTo(place) < wayTo(best) ? place : best));
  const isLate = 2 * now.left + now.spare < wayTo(0) * mind.error;
  const place = isLate && wayTo(post) < wayTo(0) ? post : 0;
  if (weigh(now.player.pack) > 0) {
    if (!bankAt(mind, place)) return undefined;
  } else if (!walkTo(mind, tilesAtPlaces[place] ?? [])) return undefined;
  const left = length.seconds - body.t;
  const isEarly =
    body.t < strategy.turnAt * length.seconds && left > 0.05 * length.seconds + strategy.marginSeconds + 6;
  if (place === 0 && isEarly) {
    mind.isHomeward = false;
    return undefined;
  }
  const { points, tile } = playerOf(body).run;
  if (!act(body, { type: "finish" }, strategy.pace.actSeconds)) return undefined;
  return withHomeBonus(points, nearestPlace(tile).place);
}

/** Buys what the purse still gives: a second tool, light if there will be a night, rations. */
function provision({ body }: Mind): void {
  const { strategy, length } = body;
  const { pack, run } = playerOf(body);
  const most = length.purse[strategy.purse];
  const buy = (item: number) => act(body, { type: "buy", item, maxSand: 0n }, strategy.pace.actSeconds);
  const isLeft = () => most - playerOf(body).pack.spent;
  if (isLeft() >= 110 && countOf(pack, strategy.second) === 0) buy(strategy.second);
  if (isLeft() >= 20 && length.id !== 1 && !run.oil) buy(OIL);
  while (isLeft() >= 20 && buy(RATION));
}

import type { GameEffect, GamePort, Tool } from "@/game/ports";
import { nameItem } from "@/game/rules/lookup";
import { type Action, rowOf } from "@/game/rules/next/actions";
import { digCostOf } from "@/game/rules/next/actions/unearth";
import { findHere } from "@/game/rules/next/here";
import { isKeyedAction } from "@/game/rules/next/keyedActions";
import { readMoment } from "@/game/rules/next/moment";
import { costs, falls } from "@/game/rules/next/numbers";
import { readSelf } from "@/game/rules/next/player";
import { layersDug, siteAt } from "@/game/rules/next/sites";
import type { Refusal, Scene } from "@/game/rules/next/types";
import type { BiomeId } from "@/game/rules/types";
import { daylightOf } from "./daylight";
import { countFalls, gainOf } from "./gains";
import type { Deed, ExpeditionEffect, ExpeditionPlay } from "./localPlay";
import { createViews, GRAIN_MS } from "./sceneView";

/**
 * The scene's access to an expedition: what is played, reduced to what is drawn.
 * @param idleSeed Of the island that is shown without an expedition.
 */
export function createExpeditionScenePort(play: ExpeditionPlay, idleSeed: number): GamePort {
  const readView = createViews(play.self, idleSeed);
  /** Plays, and tells how long that keeps the player busy: a grain is a third of a second. */
  const act = (action: Action): number => {
    const before = play.getScene();
    const outcome = play.play(action);
    return outcome.ok ? grainsOf(before, action) * GRAIN_MS : 0;
  };
  return {
    getView: () => readView(play.getWorld(), Math.floor(play.now())),
    subscribe: play.subscribe,
    onEffect: (listener) => play.onEffect((effect) => listEffects(effect).forEach(listener)),
    daytime: () => {
      const scene = play.getScene();
      return daylightOf(readSelf(scene).run, scene.nowSeconds);
    },
    walk: (direction) => {
      const outcome = play.play({ type: "move", path: [direction] });
      return outcome.ok ? "walked" : isEarly(outcome) ? "waits" : "refused";
    },
    gather: (tile) => {
      const outcome = play.play({ type: "gather", tile });
      return outcome.ok ? costs.gather * GRAIN_MS : isEarly(outcome) ? "waits" : 0;
    },
    act: (name) => {
      if (!isKeyedAction(name)) return 0;
      const scene = play.getScene();
      const found = findHere(scene, name);
      // One key for what is in reach: where nothing can be gathered it digs.
      const dug = name === "gather" && found?.whyNot !== undefined ? findHere(scene, "unearth") : undefined;
      const chosen = dug ?? found;
      return chosen ? act(chosen.action) : 0;
    },
  };
}

function isEarly({ reason }: Refusal): boolean {
  return reason === "OutOfGrains";
}

/** Grains that an action takes which does not walk. */
function grainsOf(before: Scene, action: Action): number {
  switch (action.type) {
    case "gather":
    case "craft":
    case "bank":
    case "signal":
      return costs[action.type];
    case "unearth": {
      const moment = readMoment(before);
      const site = moment.ok ? siteAt(moment.run.seed, moment.tide, action.tile) : undefined;
      return moment.ok && site
        ? digCostOf(moment.run.calling, layersDug(moment.player.digs, moment.tide, site.region))
        : 0;
    }
    default:
      return 0;
  }
}

const tools: Readonly<Record<string, Tool>> = { axe: "axe", sickle: "sickle", pick: "pick", spade: "spade" };

function listEffects(effect: ExpeditionEffect): readonly GameEffect[] {
  if (effect.type === "refused") {
    if (isEarly(effect.refusal)) return [];
    return [{ type: "refused", missing: missingOf(effect.refusal) }];
  }
  const lost = countFalls(effect.before) * falls.grains;
  const fell: GameEffect[] = lost > 0 ? [{ type: "fell", text: `Stumbled · −${lost} grains` }] : [];
  const { sound } = rowOf(effect.action.type);
  return sound ? [...fell, showDeed(effect, sound)] : fell;
}

function showDeed(deed: Deed, sound: NonNullable<ReturnType<typeof rowOf>["sound"]>): GameEffect {
  const { action, before } = deed;
  const hand = readSelf(before).run?.worn[0] ?? 0;
  return {
    ...{ type: "played", deed: action.type === "unearth" ? "dig" : sound },
    tile: "tile" in action ? action.tile : undefined,
    lastsMs: grainsOf(before, action) * GRAIN_MS,
    tool: tools[nameItem(hand)],
    gain: gainOf(deed),
  };
}

const openers: Readonly<Record<BiomeId, string>> = { 1: "raft", 5: "boots", 6: "lantern" };

/** The item that would have helped: its picture is shown at the foot. */
function missingOf({ reason, seen }: Refusal): string | undefined {
  if (reason === "ToolNotWorn") return nameItem(Number(seen[1]));
  return reason === "BiomeClosed" ? openers[Number(seen[1])] : undefined;
}

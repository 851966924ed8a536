import type { GameEffect, GamePort, Tool } from "@/game/ports";
import { type Action, rowOf } from "@/game/rules/actions";
import { digCostOf } from "@/game/rules/actions/unearth";
import { daylightOf } from "@/game/rules/daylight";
import { biomeOf, explainClosed, isOpen, readOpen } from "@/game/rules/ground";
import { findHere } from "@/game/rules/here";
import { isKeyedAction } from "@/game/rules/keyedActions";
import { nameItem } from "@/game/rules/lookup";
import { readMoment } from "@/game/rules/moment";
import { costs, falls } from "@/game/rules/numbers";
import { readSelf } from "@/game/rules/player";
import { layersDug, siteAt } from "@/game/rules/sites";
import type { BiomeId, Scene } from "@/game/rules/types";
import { isEarly } from "@/game/sync/fold";
import type { Deed, PlayEffect, PlayPort, PlayRefusal } from "../playPort";
import { countFalls, gainOf } from "./gains";
import { createViews, GRAIN_MS } from "./sceneView";

/** Where an action has nothing to do, the rules are not asked: why, in words. */
const nothingHere: Readonly<Record<string, string>> = {
  gather: "There is nothing to gather within reach.",
  claim: "No errand can be claimed here.",
};

/**
 * The scene's access to the game: what is played, reduced to what is drawn.
 * @param say Takes why a press did nothing, where the rules were not asked.
 */
export function createScenePort(play: PlayPort, say: (text: string) => void = () => {}): GamePort {
  const readView = createViews();
  const listeners = new Set<(effect: GameEffect) => void>();
  const refuse = (text: string, missing?: string) => {
    say(text);
    for (const listener of listeners) listener({ type: "refused", missing });
  };
  /** Plays, and tells how long that keeps the player busy: a grain is a third of a second. */
  const act = (action: Action): number => {
    const before = play.getScene();
    const outcome = play.play(action);
    return outcome.ok ? grainsOf(before, action) * GRAIN_MS : 0;
  };
  return {
    getView: () => readView(play.getSnapshot(), Math.floor(play.now())),
    subscribe: play.subscribe,
    onEffect: (listener) => {
      listeners.add(listener);
      const stop = play.onEffect((effect) => listEffects(effect).forEach(listener));
      return () => {
        listeners.delete(listener);
        stop();
      };
    },
    daytime: () => {
      const scene = play.getScene();
      return daylightOf(readSelf(scene).run, scene.nowSeconds);
    },
    walk: (direction) => {
      const outcome = play.play({ type: "move", path: [direction] });
      return outcome.ok ? "walked" : isEarly(outcome.reason) ? "waits" : "refused";
    },
    gather: (tile) => {
      const outcome = play.play({ type: "gather", tile });
      return outcome.ok ? costs.gather * GRAIN_MS : isEarly(outcome.reason) ? "waits" : 0;
    },
    act: (name) => {
      if (!isKeyedAction(name)) return 0;
      const scene = play.getScene();
      const found = findHere(scene, name);
      // One key for what is in reach: where nothing can be gathered it digs.
      const dug = name === "gather" && found?.whyNot !== undefined ? findHere(scene, "unearth") : undefined;
      const chosen = dug ?? found;
      if (chosen) return act(chosen.action);
      // Away from all camps: the rules say where the next one is.
      if (name === "bank") return act({ type: "bank" });
      const text = nothingHere[name];
      if (text !== undefined && readSelf(scene).run) refuse(text);
      return 0;
    },
    explain: (tile) => {
      const moment = readMoment(play.getScene());
      if (!moment.ok) return;
      const { run, isLow } = moment;
      const biome = biomeOf(run.seed, tile);
      if (isOpen(readOpen(run.worn, isLow), biome)) refuse("No way leads there now.");
      else refuse(explainClosed(biome), openers[biome]);
    },
  };
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

function listEffects(effect: PlayEffect): readonly GameEffect[] {
  if (effect.type === "confirmed") return [];
  if (effect.type === "rolledBack") return [{ type: "rolledBack" }];
  if (effect.type === "refused") {
    if (isEarly(effect.refusal.reason)) return [];
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
function missingOf({ reason, seen = [] }: PlayRefusal): string | undefined {
  if (reason === "ToolNotWorn") return nameItem(Number(seen[1]));
  return reason === "BiomeClosed" ? openers[Number(seen[1])] : undefined;
}

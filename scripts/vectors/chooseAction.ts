import type { Rule } from "../../game/rules/action";
import { actions } from "../../game/rules/actions";
import { clockAt, readLength } from "../../game/rules/clock";
import { biomeOf, growthOf } from "../../game/rules/ground";
import { CAMP, directions, neighbour, TILES } from "../../game/rules/island";
import { supplies, tools } from "../../game/rules/numbers";
import { nearestPlace } from "../../game/rules/places";
import { callingIds, lengthIds, modes, placeIds, purses } from "../../game/rules/plan";
import { readReach, readSelf } from "../../game/rules/player";
import { recipes } from "../../game/rules/recipes";
import { countRooms } from "../../game/rules/seeds";
import { siteAt } from "../../game/rules/sites";
import type { Direction, Plan, Run, Scene } from "../../game/rules/types";
import type { PlayedAction, PlayedName } from "./playAction";
import type { Random } from "./random";

const UNIT = 10n ** 18n;
const others = ["withdraw", "openRoom", "openDay", "drawRoom"] as const satisfies readonly PlayedName[];
const names: readonly PlayedName[] = [...(Object.keys(actions) as (keyof typeof actions)[]), ...others];

/** What a player who half knows the game tries next: mostly sensible, so that the rules are reached deeply; often wrong. */
export function chooseAction(scene: Scene, seeds: readonly number[], random: Random): PlayedAction {
  const { run } = readSelf(scene);
  if (!run)
    return sample(random.pick<PlayedName>(["embark", "embark", "embark", random.pick(names)]), scene, seeds, random);
  const { tide } = clockAt(run.length, Math.max(0, scene.nowSeconds - run.endsAt + readLength(run.length).seconds));
  const reach = readReach(run.tile);
  const site = reach.find((tile) => siteAt(run.seed, tide, tile));
  if (site !== undefined && random.below(3) === 0) return { type: "unearth", tile: site };
  const node = reach.find((tile) => growthOf(run.seed, tile) !== 0);
  if (node !== undefined && random.below(4) === 0) return { type: "gather", tile: node };
  const here = (actions.claim.here?.(scene) ?? [])[0];
  if (here && random.below(2) === 0) return { type: "claim", ...here };
  const isNear = nearestPlace(run.tile).distance <= 3;
  if (isNear && run.nightSteps > 0 && random.below(2) === 0) return { type: random.pick(["bank", "finish"]) };
  if (isNear && run.endsAt - scene.nowSeconds <= 6 && random.below(2) === 0) return { type: "finish" };
  if (isNear && random.below(3) === 0) {
    return sample(random.pick(["bank", "finish", "buy", "buy"]), scene, seeds, random);
  }
  return sample(random.below(4) === 0 ? "move" : random.pick(names), scene, seeds, random);
}

function sample(type: PlayedName, scene: Scene, seeds: readonly number[], random: Random): PlayedAction {
  const { run, pack } = readSelf(scene);
  const anyTile = () => random.pick([...readReach(run?.tile ?? CAMP), random.below(TILES + 2)]);
  switch (type) {
    case "embark":
      return { type, plan: samplePlan(scene, seeds, random) };
    case "move":
      return { type, path: samplePath(run, random) };
    case "gather":
    case "unearth":
      return { type, tile: anyTile() };
    case "craft": {
      const ready = recipes.filter(({ inputs }) =>
        inputs.every(({ item, amount }) => (pack.goods[item] ?? 0) >= amount),
      );
      const known = ready.length > 0 && random.below(4) > 0;
      return { type, recipe: known ? random.pick(ready).id : random.below(recipes.length + 2) };
    }
    case "equip":
      return { type, item: random.pick([random.pick(tools), random.below(36), ...pack.tools]) };
    case "claim":
      return { type, errand: random.below(7) };
    case "buy": {
      const item = random.below(6) === 0 ? random.below(36) : Number(random.pick(Object.keys(supplies)));
      return { type, item, maxSand: BigInt(random.pick([0, 19, 20, 49, 50, 500, 500])) * UNIT };
    }
    case "signal":
      return { type, kind: random.below(9) };
    case "bank":
    case "finish":
    case "openDay":
      return { type };
    case "withdraw":
      return { type, amount: BigInt(random.below(40)) * UNIT };
    case "openRoom": {
      const length = random.pick(lengthIds);
      const latest = 3540 - readLength(length).seconds;
      return { type, length, startsAt: scene.nowSeconds + random.pick([-1, 0, 30, latest, latest + 1]) };
    }
    case "drawRoom":
      return { type, room: random.below(countRooms(scene) + 2) };
    default:
      return sampleNumbers(type, random);
  }
}

/** For an action without a case above: numbers, mostly as small as the ids of materials. */
function sampleNumbers(type: keyof typeof actions, random: Random): PlayedAction {
  const { args }: Pick<Rule, "args"> = actions[type];
  const values = Object.entries(args).map(([name, { decode }]) => [
    name,
    decode(BigInt(random.below(random.pick([9, 9, 40])))),
  ]);
  return { type, ...Object.fromEntries(values) };
}

function samplePlan(scene: Scene, seeds: readonly number[], random: Random): Plan {
  const mode = random.pick([0, ...modes, 2] as const);
  const room = random.below(countRooms(scene) + 2);
  const length = (mode === 2 && random.below(3) > 0 && scene.world.rooms[room]?.length) || random.pick(lengthIds);
  return {
    ...{ mode, length, calling: random.pick(callingIds), tool: random.below(random.pick([5, 5, 8])) },
    ...{ purse: random.pick(purses), start: random.pick(placeIds) },
    of: mode === 1 ? random.pick(seeds) : mode === 2 ? room : random.pick([0, 0, 0, 0, 9]),
  };
}

/** Short or long, mostly straight on; or to and fro on the same ground, which may take more grains than anybody holds. */
function samplePath(run: Run | undefined, random: Random): readonly Direction[] {
  const length = random.pick([0, 1, 1, 2, 3, 4, 6, 8, 20, 32, 33]);
  if (run && length === 32) {
    const same = (way: Direction) => biomeOf(run.seed, neighbour(run.tile, way)) === biomeOf(run.seed, run.tile);
    const [to = 0] = [0, 1, 2, 3].filter((way) => same(directions[way] ?? "north"));
    return Array.from({ length }, (_, step) => directions[(to + 2 * (step % 2)) % 4] ?? "north");
  }
  let way = run?.facing ?? "south";
  return Array.from({ length }, (_, step) => {
    if (step === 0 || random.below(4) === 0) way = random.pick(directions);
    return way;
  });
}

import { expect, test } from "vitest";
import { actionNames } from "../../game/rules/actions";
import type { PlayedName } from "./playAction";
import { playSequences } from "./renderSequences";

const others: readonly PlayedName[] = ["withdraw", "openRoom", "openDay", "drawRoom"];
/** Of every refusal of docs/game.md, but `DirectionUnknown` and `LengthUnknown`, which no call of the rules can cause. */
const refusals = (
  "AmountZero BiomeClosed CampOutOfReach DayIsOpen DayNotOpen DayPlayed ErrandClosed ErrandDone ErrandElsewhere ErrandNotMet " +
  "ErrandUnknown ErrandsFull ExpeditionOver ExpeditionRuns ItemOwned ItemsTooFew NightUnsettled NoExpedition NodeTaken NotForSale " +
  "NotWearable NothingGrows NothingHidden NothingToBank OutOfGrains PackFull PathLengthInvalid PlanInvalid PriceAboveMax PurseEmpty " +
  "RecipeUnknown RoomIsOpen RoomLength RoomNotOpen RoomNotStarted RoomOver RoomTimeInvalid RoomUnknown SandTooLow SignalUnknown " +
  "SiteEmpty SupplyFull TileOutOfReach TooDear ToolNotWorn"
).split(" ");

test("random sequences play every action, cause every refusal, and see falls", () => {
  const played: Record<string, number> = {};
  const refused = new Set<string>();
  let falls = 0;
  for (const { steps } of playSequences(1, 1500)) {
    for (const { scene, action, outcome } of steps) {
      if (!outcome.ok) refused.add(outcome.reason);
      else played[action.type] = (played[action.type] ?? 0) + 1;
      const before = scene.world.players[scene.self]?.run;
      const after = outcome.ok && outcome.world.players[scene.self]?.run;
      if (after && before && before.nightSteps > 0 && before.nightSteps !== after.nightSteps && after.fell) falls++;
    }
  }
  for (const name of [...actionNames, ...others]) expect(played[name] ?? 0, name).toBeGreaterThan(20);
  expect([...refused].sort()).toEqual(refusals);
  expect(falls).toBeGreaterThan(10);
});

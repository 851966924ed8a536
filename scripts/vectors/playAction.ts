import { concat, type Hex, numberToHex, padHex, toFunctionSelector } from "viem";
import { encodeRule } from "@/app/_bridge/encodeAction";
import type { Rule } from "../../game/rules/action";
import { type Action, actions } from "../../game/rules/actions";
import { tile } from "../../game/rules/argument";
import { drawRoom, openDay, openRoom } from "../../game/rules/seeds";
import type { Length, Outcome, Refusal, Scene, Tile } from "../../game/rules/types";
import { withdraw } from "../../game/rules/withdraw";

/** What only owners and bystanders do. */
type Other =
  | { type: "withdraw"; amount: bigint }
  | { type: "openRoom"; startsAt: number; length: Length }
  | { type: "openDay" }
  | { type: "drawRoom"; room: number };

export type PlayedAction = Action | Other;
export type PlayedName = PlayedAction["type"];

const number = tile;
const others: Readonly<Record<Other["type"], Pick<Rule, "args">>> = {
  withdraw,
  openRoom: { args: { startsAt: number, length: number } },
  openDay: { args: {} },
  drawRoom: { args: { room: number } },
};

export function playAction(scene: Scene, action: PlayedAction): Outcome {
  switch (action.type) {
    case "withdraw":
      return withdraw.apply(scene, action);
    case "openRoom":
      return openRoom(scene, action.startsAt, action.length);
    case "openDay":
      return openDay(scene);
    case "drawRoom":
      return drawRoom(scene, action.room);
    default: {
      const rule: Rule = actions[action.type];
      return rule.apply(scene, action);
    }
  }
}

/** The call as the page makes it: so the sequences hold its encoding too. */
export function encodePlayed(action: PlayedAction): Hex {
  const rules: Readonly<Record<PlayedName, Pick<Rule, "args">>> = { ...actions, ...others };
  return encodeRule(action.type, rules[action.type], action);
}

/** The contract's answer to what it refuses: the error with its arguments. */
export function encodeRefusal({ reason, seen }: Refusal): Hex {
  const types = seen.map((value) => (typeof value === "string" ? "address" : "uint256"));
  const words = seen.map((value) =>
    typeof value === "string" ? padHex(value as Hex) : numberToHex(value, { size: 32 }),
  );
  return concat([toFunctionSelector(`${reason}(${types})`), ...words]);
}

/** The tile whose word of nodes shows what an action did; undefined: it names none. */
export function tileOf(action: PlayedAction): Tile | undefined {
  return "tile" in action ? action.tile : undefined;
}

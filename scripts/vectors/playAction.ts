import type { Hex } from "viem";
import { encodeRule } from "@/app/_bridge/encodeAction";
import { hourglassAbi } from "@/app/_chain/generated/abis";
import type { Rule } from "../../game/rules/action";
import { type Action, actions } from "../../game/rules/actions";
import type { Values } from "../../game/rules/argument";
import type { Outcome } from "../../game/rules/outcome";
import { settle } from "../../game/rules/settle";
import type { Island, Seconds, Tile, World } from "../../game/rules/types";
import { withdraw } from "../../game/rules/withdraw";

/** What the contract takes: the actions of a session, and what only owners and bystanders do. */
const rules = { ...actions, withdraw, settle };

export type PlayedAction =
  | Action
  | ({ type: "withdraw" } & Values<typeof withdraw.args>)
  | ({ type: "settle" } & Values<typeof settle.args>);

const ruleOf = ({ type }: PlayedAction): Rule => rules[type];

export function playAction(
  island: Island,
  world: World,
  self: string,
  action: PlayedAction,
  nowSeconds: Seconds,
): Outcome {
  return ruleOf(action).apply({ island, world, self, nowSeconds }, action);
}

/** The call as the page makes it: so the vectors hold its encoding too. */
export function encodePlayed(action: PlayedAction): Hex {
  return encodeRule(action.type, ruleOf(action), action);
}

/** Whose state shows what an action did: of who is named in it, else of who plays. */
export function whoseState(action: PlayedAction, self: string): string {
  return "player" in action ? action.player : self;
}

/** The tile whose node shows what an action did; undefined: it names none. */
export function tileOf(action: PlayedAction): Tile | undefined {
  return "tile" in action ? action.tile : undefined;
}

const texts = new Map<string, string>(
  hourglassAbi.flatMap((item) =>
    item.type === "error" ? [[item.name, `${item.name}(${item.inputs.map(({ type }) => type)})`]] : [],
  ),
);

/**
 * The text of the contract's error by which an action is refused: `NodeEmpty(uint256,uint256)`.
 * @returns Empty when it is played.
 * @throws When the contract has no error of that name.
 */
export function errorText(outcome: Outcome): string {
  if (outcome.ok) return "";
  const text = texts.get(outcome.reason);
  if (!text) throw new Error(`The contract has no error ${outcome.reason}.`);
  return text;
}

import type { ActionRow } from "../action";
import type { Values } from "../argument";
import { bank } from "./bank";
import { buy } from "./buy";
import { claim } from "./claim";
import { craft } from "./craft";
import { embark } from "./embark";
import { equip } from "./equip";
import { finish } from "./finish";
import { gather } from "./gather";
import { move } from "./move";
import { signal } from "./signal";
import { unearth } from "./unearth";

/**
 * What a session may do, in the order of its grant and of the permission card: the grant asks for exactly these, and the sponsor
 * pays for nothing else. Left out on purpose: `withdraw` (Sand out of the vault) and `openRoom`, which are for owners, and `openDay`
 * and `drawRoom`, which are for anybody.
 */
export const actions = { embark, move, gather, unearth, craft, equip, bank, claim, buy, signal, finish };

type Rows = typeof actions;

/** Names of the actions: the names of their functions. */
export type ActionName = keyof Rows;

type Flat<Type> = { [Key in keyof Type]: Type[Key] };

/** One thing a player does; the twin of one call to the contract. */
export type Action = { [Name in ActionName]: Flat<{ type: Name } & Values<Rows[Name]["args"]>> }[ActionName];

/** The action of a name, with its arguments. */
export type ActionOf<Name extends ActionName> = Extract<Action, { type: Name }>;

/** Actions that have a key. */
export type KeyedAction = {
  [Name in ActionName]: Rows[Name] extends ActionRow<Rows[Name]["args"], readonly []> ? never : Name;
}[ActionName];

export const actionNames = Object.keys(actions) as readonly ActionName[];

/** The row of an action. Its functions take the arguments of an action of this name. */
export function rowOf(name: ActionName): ActionRow {
  return actions[name];
}

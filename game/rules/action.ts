import type { Argument, Arguments, Values } from "./argument";
import type { Outcome, Scene } from "./types";

/** The sound of an action. `step` and `gather` sound like the ground and like what grows. */
export type Sound = "step" | "gather" | "glitter" | "craft" | "claim" | "buy" | "wear" | "hello";

/** A function of `Hourglass`: its arguments, and its rule in TypeScript. Its name is its key in the list. */
export type Rule<Args extends Arguments = Arguments> = {
  args: Args;
  /** What it changes in the world, or why it is refused. Pure. Its checks have the contract's order and names. */
  apply(scene: Scene, args: Values<Args>): Outcome;
};

/**
 * One action of a session, from its call to its button. The queue, the grant, the permission card, the sponsor, the
 * gas limits, the log, the keys and the vectors all read it here.
 */
export type ActionRow<
  Args extends Arguments = Arguments,
  Keys extends readonly string[] = readonly string[],
> = Rule<Args> & {
  /** Text on the permission card, for the owner. */
  words: string;
  /** The argument that counts against the session's Sand cap: the most that the call may burn. */
  spends?: keyof Args & string;
  /** Gas limit of the call: its most expensive case, from a cold start; the contracts' tests check it. */
  gas: number;
  /** Additional gas for each byte of the argument that is `bytes`. */
  gasPerByte?: number;
  /** The line in the log and in the session panel: "Gather wood". The scene is that before it. */
  describe(args: Values<Args>, scene: Scene): string;
  /** Joins two actions in a row into one call; undefined: they stay two. */
  join?(first: Values<Args>, second: Values<Args>): Values<Args> | undefined;
  /**
   * What it does from where the player stands when no arguments are given, the most likely first: for its key.
   * Absent: the player must choose.
   */
  here?(scene: Scene): readonly Values<Args>[];
  /** Beside its key, and in the settings. */
  verb?: string;
  /** Its default keys, by their position on the keyboard (`KeyboardEvent.code`). */
  keys?: Keys;
  sound?: Sound;
};

/** Returns a row unchanged, and lets the compiler infer the types of its arguments. */
export function defineAction<Args extends Arguments, const Keys extends readonly string[] = readonly []>(
  row: ActionRow<Args, Keys>,
): ActionRow<Args, Keys> {
  return row;
}

/** The text of a function as the owner signs it and the chain hashes it: `buy(uint256,uint256)`. */
export function signatureOf(name: string, { args }: { args: Arguments }): string {
  return `${name}(${Object.values(args).map(({ type }: Argument) => type)})`;
}

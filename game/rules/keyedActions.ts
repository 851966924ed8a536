import { actionNames, type KeyedAction, rowOf } from "./actions";

/** The actions that have a key, with the word beside it and their default keys. */
export const keyedActions = actionNames.flatMap((name) => {
  const { verb = "", keys } = rowOf(name);
  return keys ? [{ name: name as KeyedAction, verb, keys }] : [];
});

export function isKeyedAction(command: string): command is KeyedAction {
  return keyedActions.some(({ name }) => name === command);
}

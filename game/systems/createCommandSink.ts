import type { GameCommand, PageCommand } from "@/game/ports";
import { isDirection } from "@/game/rules/island";
import { isKeyedAction } from "@/game/rules/keyedActions";
import type { Walker } from "./createWalker";

/** Where key and gamepad commands go: to the walker, or to the page. */
export type CommandSink = {
  press: (command: GameCommand) => void;
  release: (command: GameCommand) => void;
  releaseAll: () => void;
};

export function createCommandSink(walker: Walker, onPage: (command: PageCommand) => void): CommandSink {
  return {
    press: (command) => {
      if (isDirection(command)) walker.hold(command);
      else if (isKeyedAction(command)) walker.holdAction(command);
      else onPage(command);
    },
    release: (command) => {
      if (isDirection(command)) walker.release(command);
      else if (isKeyedAction(command)) walker.releaseAction(command);
    },
    releaseAll: () => walker.releaseAll(),
  };
}

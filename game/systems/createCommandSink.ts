import { type GameCommand, type PageCommand, pageCommands } from "@/game/ports";
import { isDirection } from "@/game/rules/island";
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
      else if (isPageCommand(command)) onPage(command);
      else walker.holdAction(command);
    },
    release: (command) => {
      if (isDirection(command)) walker.release(command);
      else walker.releaseAction(command);
    },
    releaseAll: () => walker.releaseAll(),
  };
}

function isPageCommand(command: GameCommand): command is PageCommand {
  return pageCommands.some((each) => each === command);
}

import type { GameCommand, PageCommand } from "@/game/ports";
import type { Walker } from "./createWalker";

/** Where keys and pad buttons end: in the walker, or at the page. */
export type CommandSink = {
  press: (command: GameCommand) => void;
  release: (command: GameCommand) => void;
  releaseAll: () => void;
};

export function createCommandSink(walker: Walker, onPage: (command: PageCommand) => void): CommandSink {
  return {
    press: (command) => {
      switch (command) {
        case "north":
        case "east":
        case "south":
        case "west":
          return walker.hold(command);
        case "gather":
          return walker.holdGather(true);
        default:
          return onPage(command);
      }
    },
    release: (command) => {
      if (command === "gather") walker.holdGather(false);
      else if (command === "north" || command === "east" || command === "south" || command === "west") {
        walker.release(command);
      }
    },
    releaseAll: () => walker.releaseAll(),
  };
}

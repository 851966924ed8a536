import { swapNote } from "@/app/_api/swaps";
import type { Tell } from "../notices";
import { setGasPercent } from "./wideGas";

/** Contracts of the game itself. For the others the page keeps limits and addresses that it read when it was opened. */
const GAME = ["Hourglass", "Sand", "Items", "Bazaar"];

/**
 * Reports contracts replaced during development: gas limits become higher, and compile errors are shown. The page's
 * normal event stream makes it read the world again.
 * @param tell Shows a message on the page.
 * @param reload Reloads the page.
 * @returns A function that stops it.
 */
export function hearSwaps(tell: Tell, reload: () => void = () => globalThis.location.reload()): () => void {
  const source = new EventSource("/api/events");
  let known: { round: number; others: string } | undefined;
  source.addEventListener("swap", ({ data }) => {
    const { swapped, round, gasPercent, trouble } = swapNote.parse(JSON.parse(data));
    setGasPercent(gasPercent);
    if (trouble !== null) tell("error", trouble);
    const others = swapped.filter((name) => !GAME.includes(name)).join();
    if (known && known.others !== others) reload();
    else if (known && known.round !== round) {
      tell(
        "info",
        swapped.length > 0 ? `Swapped in: ${swapped.join(", ")}.` : "The contracts run as they are deployed.",
      );
    }
    known = { round, others };
  });
  return () => source.close();
}

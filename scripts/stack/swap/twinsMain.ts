// Compares the rules in TypeScript with the contract that runs: a process of its own, which reads both as they are now.
import { type Address, isAddress } from "viem";
import { compareTwins } from "./twins";

const [rpcUrl = "", hourglass = "", seed = "1"] = process.argv.slice(2);
if (!isAddress(hourglass))
  throw new Error(`Seen '${hourglass}'; allowed: URL of the chain, address of the game, a seed.`);
console.log(JSON.stringify(await compareTwins(rpcUrl, hourglass as Address, Number(seed))));

// Compares the rules in TypeScript with the contract that runs: a process of its own, which reads both as they are now.
import type { Address } from "viem";
import { compareTwins } from "./twins";

const [rpcUrl = "", hourglass] = process.argv.slice(2);
const { compared, differences } = await compareTwins(rpcUrl, hourglass as Address, Math.floor(Math.random() * 2 ** 32));
const lines = differences.map(({ action, count, first }) => `\n    ${action} (${count} times), first ${first}`);
console.log(
  differences.length === 0
    ? `✓ The twins agree: ${compared} actions came out alike.`
    : `✗ The twins differ: game/rules and the contract do not say the same. A page would draw what the chain refuses.${lines.join("")}`,
);

// npm run formal: solc's model checker proves the arithmetic of sessions, and finds faults that are planted into it.
import { type Plant, prove } from "./prove.ts";

const plants: readonly (Plant & { harness: string })[] = [
  { harness: "Budgets.sol", from: "amount <= left", to: "amount <= left + 1" },
  { harness: "Counts.sol", from: "period >= newest", to: "period != newest + 1" },
  { harness: "Windows.sol", from: "validAfter < validUntil", to: "validAfter <= validUntil" },
  { harness: "Lives.sol", from: "!isEnded && epoch == current", to: "epoch == current" },
];

let passed = 0;
let failed = 0;
const tell = (isFine: boolean, text: string) => {
  console.log(`${isFine ? "✓" : "✗"} ${text}`);
  if (isFine) passed++;
  else failed++;
};
for (const harness of ["Budgets.sol", "Counts.sol", "Lives.sol", "Windows.sol"]) {
  const { asserted, proven, refuted } = prove(harness);
  tell(asserted > 0 && proven === asserted && refuted.length === 0, `${harness}: ${proven} of ${asserted} proven`);
  for (const text of refuted) console.log(text);
}
for (const { harness, ...plant } of plants) {
  const { refuted } = prove(harness, plant);
  tell(refuted.length > 0, `${harness}: '${plant.to}' for '${plant.from}' is found`);
}
console.log(`formal: ${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

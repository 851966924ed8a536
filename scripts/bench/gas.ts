import { readFileSync } from "node:fs";
import type { Figure } from "../../app/_bench/figure";
import { fromRoot } from "../stack/paths.ts";

/** As the tests of the contracts measure it, and hold it (contracts/snapshots). */
const ROWS = [
  ["one action", "action", 1],
  ["ten actions in one operation", "ten actions", 10],
  ["fifty actions in one operation", "fifty actions", 50],
] as const;

/** Gas of an operation beside those of somebody who calls the game without an account, and with a bare one that anybody pays for. */
export function readGas(): readonly Figure[] {
  const snapshot: Record<string, string> = JSON.parse(
    readFileSync(fromRoot("contracts/snapshots/session.json"), "utf8"),
  );
  const gas = (name: string) => Number(snapshot[name]);
  const [part, unit] = ["gas", "gas"] as const;
  return [
    ...ROWS.flatMap(([name, row, actions]): Figure[] => [
      {
        ...{ part, unit, name, value: gas(row) },
        baseline: { name: "as many plain transactions", value: actions * gas("plain action") },
      },
    ]),
    {
      ...{ part, unit, name: "one action, by a session key", value: gas("action") },
      baseline: { name: "by a bare account, any paymaster", value: gas("bare action") },
    },
    {
      ...{ part, unit, name: "the first: account, session, action", value: gas("first") },
      baseline: { name: "a bare account’s first", value: gas("bare deploying action") },
    },
  ];
}

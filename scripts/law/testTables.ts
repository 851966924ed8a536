import type { TestTable } from "./testTable.ts";

/** docs/threats.md: every class of attack or failure, and the test that carries it out. */
export const THREATS: TestTable = {
  columns: ["class", "source", "test", "result"],
  testColumn: "test",
  // What there is today: a class is not lost unseen.
  rows: {
    ...{ "Scope and escalation": 51, Grant: 24, Limits: 18, "Requests by link": 7, Time: 9, Signatures: 17 },
    ...{
      "Revocation and life cycle": 13,
      "Gas and sponsor": 27,
      "Client and server": 32,
      "Requests from strangers": 21,
    },
  },
  mayBeOpen: "Client and server",
};

/** docs/troubles.md: what goes wrong without anybody's ill will, and what is seen then. */
export const TROUBLES: TestTable = { columns: ["trouble", "what is seen", "test"], testColumn: "test" };

import type { TestTable } from "./testTable.ts";
import { THREAT_CLASSES } from "./threatClasses.ts";

/** docs/threats.md: every class of attack or failure, and the test that carries it out. */
export const THREATS: TestTable = {
  columns: ["class", "source", "test", "result"],
  testColumn: "test",
  classes: THREAT_CLASSES,
  mayBeOpen: "Client and server",
};

/** docs/troubles.md: what goes wrong without anybody's ill will, and what is seen then. */
export const TROUBLES: TestTable = { columns: ["trouble", "what is seen", "test"], testColumn: "test" };

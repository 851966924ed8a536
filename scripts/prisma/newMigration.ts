// npm run db:migrate:new -- <name>: writes the migration that brings the committed ones to what prisma/schema says.
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fromRoot } from "../stack/paths.ts";
import { missingMigration } from "./schemaDiff.ts";

const [, , name = "", ...more] = process.argv;
if (!/^[a-z0-9][a-z0-9_-]*$/.test(name) || more.length > 0) {
  console.error(`Seen '${[name, ...more].join(" ")}'; wanted one name of small letters, digits, _ and -:`);
  console.error("  npm run db:migrate:new -- add_voucher_ledger");
  process.exit(1);
}

const sql = await missingMigration();
if (sql === "") {
  console.log("Nothing to write: the committed migrations already give what prisma/schema says.");
} else {
  const stamp = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
  const folder = fromRoot("prisma/migrations", `${stamp}_${name}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, "migration.sql"), `${sql.trimEnd()}\n`);
  console.log(`Wrote ${path.relative(fromRoot(), folder)}/migration.sql. Read it before you commit it.`);
}

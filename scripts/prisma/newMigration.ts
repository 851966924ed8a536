// npm run db:migrate:new -- <name>: writes the migration that brings the committed ones to what prisma/schema says.
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { migrate } from "../stack/database/migrate.ts";
import { startDatabase } from "../stack/database/server.ts";
import { fromRoot } from "../stack/paths.ts";
import { freePort } from "../stack/ports.ts";
import { schemaDiff } from "./schemaDiff.ts";

const name = process.argv[2] ?? "";
if (!/^[a-z0-9][a-z0-9_-]*$/.test(name) || process.argv.length > 3) {
  console.error(`Seen '${process.argv.slice(2).join(" ")}'; wanted one name of small letters, digits, _ and -:`);
  console.error("  npm run db:migrate:new -- add_voucher_ledger");
  process.exit(1);
}

// A database of its own, so that nothing depends on what happens to be in the one that is played on.
const dataDir = mkdtempSync(path.join(tmpdir(), "hourglass-migration-"));
chmodSync(dataDir, 0o755); // PostgreSQL may run as another user
const { child, url } = await startDatabase({ dataDir, port: await freePort() });
try {
  await migrate(url);
  const sql = await schemaDiff(url);
  if (sql === "") {
    console.log("Nothing to write: the committed migrations already give what prisma/schema says.");
  } else {
    const stamp = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
    const folder = fromRoot("prisma/migrations", `${stamp}_${name}`);
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, "migration.sql"), `${sql.trimEnd()}\n`);
    console.log(`Wrote ${path.relative(fromRoot(), folder)}/migration.sql. Read it before you commit it.`);
  }
} finally {
  await child.stop();
  rmSync(dataDir, { recursive: true, force: true });
}

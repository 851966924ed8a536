// npm run db:migrate: applies prisma/migrations to the database that DATABASE_URL names.
import { migrate } from "../stack/database/migrate.ts";

const url = process.env.DATABASE_URL;
if (!url) {
  console.error("DATABASE_URL is not set. It names the database to migrate: postgresql://user:password@host:5432/name");
  console.error("(The embedded database of 'npm run dev' is migrated at each start; there is nothing to do for it.)");
  process.exit(1);
}
const applied = await migrate(url);
console.log(applied.length > 0 ? `Applied ${applied.join(", ")}.` : "Nothing to apply: the database is up to date.");

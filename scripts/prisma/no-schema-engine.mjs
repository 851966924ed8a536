#!/usr/bin/env node
// Prisma's own migrate commands need a native engine that is downloaded from the internet. This project works offline
// and does the same with the WASM build of that engine, so here is only the pointer to our commands.
const message = "Use 'npm run db:migrate' to apply migrations and 'npm run db:migrate:new -- <name>' to write one.";
process.stderr.write(`${JSON.stringify({ timestamp: "", level: "INFO", fields: { message: "schema engine" } })}\n`);
process.stderr.write(
  `${JSON.stringify({ timestamp: "", level: "ERROR", fields: { message, error_code: "P0000" } })}\n`,
);
process.exit(1);

export function findPostgres(): string | undefined;
export function ensurePostgres(): { folder: string; reason?: never } | { folder?: never; reason: string };
export function postgresVersion(folder: string): string;

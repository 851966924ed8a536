import { spawnSync } from "node:child_process";
import { chownSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Child, type PartOptions, startChild } from "../child.ts";
import { until } from "../until.ts";
import { withClient } from "./client.ts";
import { databaseFolder, databaseIdentity, databasePrograms, type Identity } from "./place.ts";

export type DatabaseServer = { child: Child; url: string };

/** Loopback and a password that everybody knows: it keeps no secret, only what can be rebuilt from the chain. */
export const databaseUrl = (port: number, name = "hourglass") =>
  `postgresql://hourglass:hourglass@127.0.0.1:${port}/${name}`;

/** Forgets everything: the next start makes a new, empty cluster. */
export function eraseDatabase(dataDir: string): void {
  rmSync(databaseFolder(dataDir, databaseIdentity()).cluster, { recursive: true, force: true });
}

/** Which PostgreSQL: its own programs in one folder. Undefined: the embedded one. */
export type DatabaseOptions = PartOptions & { binaries?: string };

/** Starts PostgreSQL on loopback, on first use with a new, empty cluster. Resolves when it answers. */
export async function startDatabase({ dataDir, port, signal, binaries }: DatabaseOptions): Promise<DatabaseServer> {
  const identity = databaseIdentity();
  const { cluster, spare } = databaseFolder(dataDir, identity);
  const programs = binaries ?? databasePrograms(identity, spare);
  if (!existsSync(path.join(cluster, "PG_VERSION"))) initialise(cluster, path.join(programs, "initdb"), identity);
  const settings = {
    listen_addresses: "127.0.0.1",
    port: String(port),
    unix_socket_directories: "",
    // A copy of what the chain knows may lose its last moments in a power cut; a test run is faster by a third.
    synchronous_commit: "off",
    max_connections: "200",
  };
  const child = startChild({
    name: "database",
    command: path.join(programs, "postgres"),
    args: ["-D", cluster, ...Object.entries(settings).flatMap(([key, value]) => ["-c", `${key}=${value}`])],
    dataDir,
    env: { LC_ALL: "C" },
    identity,
    signal,
    stopSignal: "SIGINT", // PostgreSQL's fast shutdown: it does not wait for clients to leave
  });
  const admin = databaseUrl(port, "postgres");
  await until("the database answers", child, () => withClient(admin, async () => true, 1_000));
  return { child, url: databaseUrl(port) };
}

function initialise(cluster: string, initdb: string, identity: Identity): void {
  // Under another name until it is whole: initdb writes PG_VERSION first, and what a kill or a full disk leaves of a
  // cluster that has one would be started, in vain, for ever.
  const draft = `${cluster}.new`;
  rmSync(draft, { recursive: true, force: true });
  rmSync(cluster, { recursive: true, force: true });
  mkdirSync(path.dirname(cluster), { recursive: true }); // on its own: `mode` would close the parents as well
  mkdirSync(draft, { mode: 0o700 });
  if (identity) chownSync(draft, identity.uid, identity.gid);
  const passwordFile = path.join(tmpdir(), `hourglass-initdb-${process.pid}`);
  writeFileSync(passwordFile, "hourglass\n", { mode: 0o644 });
  const args = ["-D", draft, "-U", "hourglass", "--pwfile", passwordFile, "--auth=scram-sha-256"];
  const result = spawnSync(initdb, [...args, "--encoding=UTF8", "--no-locale", "--no-sync"], {
    encoding: "utf8",
    cwd: "/",
    env: { ...process.env, LC_ALL: "C" },
    ...identity,
  });
  rmSync(passwordFile, { force: true });
  if (result.error) throw result.error;
  if (result.status !== 0) throw new Error(`The database could not be created in ${cluster}:\n${result.stderr}`);
  renameSync(draft, cluster);
}

// Node's own modules, as far as they are used here. They are loaded by name when needed, and typed here: the package is built
// without Node's types, so that nothing else in it uses Node unnoticed.

/** A running process. */
export type Child = {
  kill: (signal?: string) => boolean;
  send: (message: object) => boolean;
  exitCode: number | null;
  once: (event: "exit" | "error", listener: (reason: unknown) => void) => void;
  stderr: { on: (event: "data", listener: (chunk: unknown) => void) => void } | null;
};
type Server = {
  listen: (port: number, host: string, done: () => void) => void;
  address: () => { port: number };
  close: (done: () => void) => void;
};
type Modules = {
  child_process: { spawn: (command: string, args: readonly string[], options: object) => Child };
  fs: {
    mkdtempSync: (prefix: string) => string;
    writeFileSync: (file: string, text: string) => void;
    readFileSync: (file: string, encoding: "utf8") => string;
    rmSync: (folder: string, options: { recursive: boolean; force: boolean }) => void;
  };
  module: { createRequire: (from: string) => { resolve: (name: string) => string } };
  net: { createServer: () => Server };
  os: { tmpdir: () => string };
  path: { join: (...parts: readonly string[]) => string; dirname: (file: string) => string };
  process: { platform: string; arch: string; execPath: string; cwd: () => string };
};

/**
 * A module of Node.
 * @param name Without `node:`.
 */
export const importNode = <name extends keyof Modules>(name: name): Promise<Modules[name]> =>
  import(/* @vite-ignore */ /* webpackIgnore: true */ `node:${name}`);

/** Versions with which a local stack is known to work. */
const VERSIONS: Readonly<Record<string, string>> = {
  "@foundry-rs/anvil": "1.7.1",
  "@pimlico/alto": "0.0.20",
  "@account-abstraction/contracts": "0.8.0",
};

/** A free port on loopback. */
export async function findFreePort(): Promise<number> {
  const { createServer } = await importNode("net");
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  await new Promise<void>((resolve) => server.close(resolve));
  return port;
}

/**
 * A file of a package that the project has installed.
 * @param name Such as `@pimlico/alto/package.json`.
 * @throws Error that says what to install.
 */
export async function resolveFromProject(name: string): Promise<string> {
  const [{ createRequire }, { join }, { cwd }] = await Promise.all([
    importNode("module"),
    importNode("path"),
    importNode("process"),
  ]);
  try {
    return createRequire(join(cwd(), "package.json")).resolve(name);
  } catch (cause) {
    const [, missing = name] = /^((?:@[^/]+\/)?[^/]+)/.exec(name) ?? [];
    const all = Object.entries(VERSIONS).map(([each, version]) => `${each}@${version}`);
    throw new Error(
      `A local stack needs ${missing}. Install all that it needs: npm install --save-dev ${all.join(" ")}`,
      {
        cause,
      },
    );
  }
}

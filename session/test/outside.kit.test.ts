import { execFile } from "node:child_process";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { promisify } from "node:util";
import { build } from "esbuild";
import { describe, expect, inject, test } from "vitest";
import { fromRoot } from "@/scripts/stack/paths";
import { readManifest } from "../pack/stage.ts";

const { plain, withWagmi } = inject("kit");
const require = createRequire(import.meta.url);
const compilers = {
  "7": path.join(path.dirname(require.resolve("typescript/package.json", { paths: [fromRoot()] })), "bin/tsc"),
  "5.9": fromRoot("session/node_modules/typescript/bin/tsc"),
};
const doorsIn = (names: readonly string[]) => names.map((door) => path.posix.join("@hourglass/session", door));
const doors = Object.keys(readManifest().exports);
const withoutPeers = doors.filter((door) => door !== "./wagmi" && door !== "./react");

/** Runs a Node program in a folder. Rejects with its output if it fails. */
async function node(folder: string, ...args: readonly string[]): Promise<string> {
  const { NODE_OPTIONS: _options, NODE_PATH: _path, ...env } = process.env;
  return promisify(execFile)(process.execPath, [...args], { cwd: folder, env }).then(
    ({ stdout, stderr }) => stdout + stderr,
    (error: { stdout: string; stderr: string }) => Promise.reject(new Error(error.stdout + error.stderr)),
  );
}
const run = (folder: string, program: string) => node(folder, "--input-type=module", "--eval", program);

/** Copies an example beside the installed kit. */
function bring(example: string, folder: string): string {
  const place = path.join(folder, example);
  cpSync(fromRoot("examples", example), place, { recursive: true });
  return place;
}

describe("outside the workspace", () => {
  test.each([
    ["viem alone", plain, withoutPeers],
    ["wagmi and React", withWagmi, doors],
  ] as const)(
    "with %s every export can be imported on plain Node, without a window, and nothing runs",
    async (_, folder, names) => {
      // A timer, a socket or a listener would keep the process running: then this times out.
      const program = `
      const before = Object.keys(globalThis).length;
      for (const door of ${JSON.stringify(doorsIn(names))}) console.log(door, Object.keys(await import(door)).length > 0);
      console.log(typeof window, Object.keys(globalThis).length - before);`;
      const lines = (await run(folder, program)).trim().split("\n");
      expect(lines).toEqual([...doorsIn(names).map((door) => `${door} true`), "undefined 0"]);
    },
  );

  test("what is not exported cannot be imported", async () => {
    for (const inner of ["dist/lane/lane.js", "src/index.ts", "dist/index.js", "bin/hourglass-session.js"]) {
      const opened = run(plain, `await import("@hourglass/session/${inner}")`);
      await expect(opened, inner).rejects.toThrow(/ERR_PACKAGE_PATH_NOT_EXPORTED/);
    }
  });

  test("an export whose peer is not installed names that peer", async () => {
    await expect(run(plain, `await import("@hourglass/session/react")`)).rejects.toThrow(/Cannot find package 'react'/);
  });

  describe.each(Object.entries(compilers))("TypeScript %s", (version, tsc) => {
    test("is the expected version of the compiler", async () => {
      expect(await node(plain, tsc, "--version")).toContain(`Version ${version}`);
    });

    test.each([
      ["guestbook", plain],
      ["guestbook-wagmi", withWagmi],
      ["agent", withWagmi],
      ["explorer", withWagmi],
      ["server", withWagmi],
    ])("accepts the example %s", { timeout: 120_000 }, async (example, folder) => {
      const place = bring(example, folder);
      // Node's own types are those of the repository: only examples that run on Node need them.
      const types =
        folder === withWagmi && !example.includes("guestbook") ? ["--typeRoots", fromRoot("node_modules/@types")] : [];
      expect(await node(place, tsc, "-p", ".", ...types)).toBe("");
    });

    test("refuses invalid code, line by line", { timeout: 120_000 }, async () => {
      const place = bring("guestbook", plain);
      const lines = readFileSync(fromRoot("session/test/kit/mustFail.ts"), "utf8").split("\n");
      const wrong = lines.flatMap((line, index) => (line.includes("@ts-expect-error") ? [index + 2] : []));
      writeFileSync(path.join(place, "main.ts"), lines.join("\n").replaceAll("@ts-expect-error", ""));
      const words = await node(place, tsc, "-p", ".", "--pretty", "false").then(
        () => "",
        (error: Error) => error.message,
      );
      const refused = [...words.matchAll(/^main\.ts\((\d+),/gm)].map(([, line]) => Number(line));
      expect([...new Set(refused)], words).toEqual(wrong);
    });
  });

  test.each([
    ["guestbook/main.ts", plain, "browser"],
    ["guestbook-wagmi/main.tsx", withWagmi, "browser"],
    ["agent/agent.ts", plain, "node"],
    ["server/server.ts", plain, "node"],
  ] as const)("%s is bundled without a warning", async (entry, folder, platform) => {
    bring(path.dirname(entry), folder);
    const { warnings, metafile } = await build({
      ...{ entryPoints: [path.join(folder, entry)], bundle: true, write: false, metafile: true, logLevel: "silent" },
      ...{ format: "esm", target: "es2022", platform, outdir: "out" },
    });
    expect(warnings).toEqual([]);
    const inputs = Object.keys(metafile.inputs);
    expect(inputs.some((file) => file.includes("@hourglass/session/dist/index.js"))).toBe(true);
    expect(inputs.filter((file) => file.includes("bytecodes"))).toEqual([]);
  });
});

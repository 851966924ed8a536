import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { fromRoot } from "../../stack/paths.ts";
import type { Weight } from "./weigh.ts";

/** The README's ten lines, as a page has them. */
const TEN_LINES = `
  import { allow, createSessions, deviceOwner } from "@hourglass/session";
  export const play = async (world, permission, call) => {
    const sessions = createSessions(world);
    const session = await sessions.open({ owner: deviceOwner(), permissions: [allow(permission)], limits: { calls: 50 } });
    return session.writeContract(call);
  };`;
/** What each of the other doors adds to a page that has the ten lines. */
const DOORS: Readonly<Record<string, string>> = {
  passkey: `export * from "@hourglass/session/passkey";`,
  wagmi: `export * from "@hourglass/session/wagmi";`,
  react: `export * from "@hourglass/session/react";`,
};
/** What a product has beside the kit. */
const PEERS = ["viem", "wagmi", "react"];

/**
 * Weighs the kit as a page loads it: minified, without its peers.
 * @returns A row for the ten lines, and one for what each door adds to them, in bytes of gzip.
 */
export async function weighKit(): Promise<readonly Weight[]> {
  const tenLines = await weighSource(TEN_LINES);
  const added = await Promise.all(
    Object.entries(DOORS).map(async ([door, source]) =>
      toWeight(door, (await weighSource(TEN_LINES + source)) - tenLines),
    ),
  );
  return [toWeight("ten lines", tenLines), ...added];
}

const toWeight = (name: string, bytes: number): Weight => ({ route: `kit: ${name}`, atOnce: bytes, all: bytes });

async function weighSource(contents: string): Promise<number> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: fromRoot(), loader: "js" },
    ...{ bundle: true, minify: true, write: false, format: "esm", target: "es2022", logLevel: "error" },
    jsxImportSource: "react",
    external: PEERS.flatMap((name) => [name, `${name}/*`]),
  });
  const [output] = outputFiles;
  if (!output || output.contents.length < 1_000) throw new Error("The kit was bundled to nothing.");
  return gzipSync(output.contents, { level: 9 }).length;
}

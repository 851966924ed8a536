import { readServerEnv } from "@/app/_env/server";
import { type BundlerPool, createBundlerPool } from "./bundlerPool";
import { forward } from "./upstream";

/** One pool for doors and health, which Next.js may load as separate copies of this module. */
const shared = globalThis as { hourglassBundlers?: BundlerPool };

/**
 * The bundlers of this process.
 * @returns The pool over BUNDLER_URL.
 */
export function readBundlers(): BundlerPool {
  shared.hourglassBundlers ??= createBundlerPool(readServerEnv().BUNDLER_URL, (url, request, timeoutMs) =>
    forward({ part: "bundler", url, timeoutMs }, request),
  );
  return shared.hourglassBundlers;
}

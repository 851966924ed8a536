import { localKeys, PUBLIC_MNEMONIC } from "@/scripts/stack/keys";
import type { KnownSecrets } from "./findSecrets";

/**
 * What the server is told while `npm test` builds: values that mean nothing, and that would be in the build if it took
 * anything from the server's environment.
 */
export const buildEnvironment = {
  DATABASE_URL: "postgresql://planted:cd1f4b0a9be2-database@127.0.0.1:1/none",
  RPC_URL: "http://127.0.0.1:1/7b1e63d0aa94-rpc-key",
  RPC_WS_URL: "ws://127.0.0.1:1/5590c1de7f3b-socket-key",
  BUNDLER_URL: "http://127.0.0.1:1/e84a2f6d1c07-bundler-key",
  SPONSOR_SIGNER_KEY: "0x5d0b8e5b0a4fc1b6a2a9a4c5c6f1f7e03b1de5a0d9f04c2b7a6e91d3c8f7b265",
  RELAYER_KEY: "0x9c1f0e7d6b5a49382716f5e4d3c2b1a00f9e8d7c6b5a4938271605f4e3d2c1b7",
} as const;

/** Names of variables whose values are secrets, wherever they are set. */
const SECRET_NAMES = /(KEY|SECRET|TOKEN|PASSWORD|DATABASE_URL|RPC_URL|RPC_WS_URL|BUNDLER_URL)$/;

/**
 * Every value that is known to be secret here: the keys of the local stack, what the build was told, and what this
 * process was.
 * @returns Values by name.
 */
export function readKnownSecrets(): KnownSecrets {
  const own = Object.entries(process.env).filter(
    ([name, value]) => SECRET_NAMES.test(name) && !name.startsWith("NEXT_PUBLIC_") && value,
  );
  const local = Object.entries(localKeys).flatMap(([name, keys]) =>
    [keys].flat().map((key, index) => [`the local ${name} ${index}`, key] as const),
  );
  return {
    ...Object.fromEntries(own.map(([name, value]) => [name, value ?? ""])),
    ...Object.fromEntries(Object.entries(buildEnvironment).map(([name, value]) => [`${name} of the build`, value])),
    ...Object.fromEntries(local),
    "the public phrase": PUBLIC_MNEMONIC,
  };
}

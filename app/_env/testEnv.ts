/** A valid environment for tests: nothing listens there, and nobody uses the keys. */
export const testEnv = {
  DATABASE_URL: "postgresql://nobody:nothing@127.0.0.1:1/none",
  RPC_URL: "http://127.0.0.1:1",
  BUNDLER_URL: "http://127.0.0.1:1",
  CHAIN_ID: "31337",
  DEPLOYMENT_FILE: "contracts/deployments/31337.json",
  SPONSOR_SIGNER_KEY: `0x${"11".repeat(32)}`,
  RELAYER_KEY: `0x${"22".repeat(32)}`,
} as const;

/**
 * Gives a test file this environment. Each file has its own copy of the modules, so nothing leaks.
 * @param changes Variables to override.
 */
export function stubTestEnv(changes: Readonly<Record<string, string>> = {}): void {
  Object.assign(process.env, testEnv, changes);
}

import { z } from "zod";

const schema = z.object({
  NEXT_PUBLIC_WALLETCONNECT_PROJECT_ID: z
    .string()
    .regex(/^[0-9a-f]{32}$/, { error: "32 hexadecimal digits, from the WalletConnect dashboard" })
    .optional(),
});

/** What the browser may know of the environment; everything else it asks `/api/config`. */
export type ClientEnv = { walletConnectProjectId: string | undefined };

/**
 * The one door to `process.env` in the browser. Each name must be spelled out, or the bundler does not replace it.
 * @returns The checked environment.
 * @throws Error that names the variable, what was seen and what is allowed.
 */
export function readClientEnv(): ClientEnv {
  const given = {
    NEXT_PUBLIC_WALLETCONNECT_PROJECT_ID: process.env.NEXT_PUBLIC_WALLETCONNECT_PROJECT_ID || undefined,
  };
  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const name = String(issue?.path[0]) as keyof typeof given;
    throw new Error(`${name}: seen "${given[name]}"; allowed: ${issue?.message}`);
  }
  return { walletConnectProjectId: parsed.data.NEXT_PUBLIC_WALLETCONNECT_PROJECT_ID };
}

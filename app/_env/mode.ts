/**
 * Whether this is `next dev`. Separate from the rest of the environment, because pages need their policy even when
 * the environment is wrong.
 * @returns True only on the development server.
 */
export function isDevelopment(): boolean {
  return process.env.NODE_ENV === "development";
}

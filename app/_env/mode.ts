/**
 * Whether this is `next dev`. Apart from the rest of the environment, because pages must have their policy even where
 * that is wrong.
 * @returns True on the development server only.
 */
export function isDevelopment(): boolean {
  return process.env.NODE_ENV === "development";
}

import { describeVariable, EnvironmentError, type Source } from "./fields";
import { isPublicKey } from "./publicKeys";

/** The key of each role, by variable. */
export type Roles = Readonly<Record<string, `0x${string}`>>;

/** The token that `npm run dev` gives the app; metrics are not secret there. */
const LOCAL_METRICS_TOKEN = "hourglass-metrics";

/**
 * Refuses, on a chain with real money, what is fine on the local one: keys that everybody knows, and one
 * key in two roles, because whoever steals it gets both.
 * @param roles Keys by variable.
 * @param metricsToken As it was set.
 * @throws EnvironmentError that lists every wrong variable, without any key.
 */
export function requireOwnKeys(roles: Roles, metricsToken?: string): void {
  const given: Source = roles;
  const lines = Object.entries(roles).flatMap(([name, key]) => {
    const twin = Object.entries(roles).find(
      ([other, same]) => other < name && same.toLowerCase() === key.toLowerCase(),
    );
    return [
      ...(isPublicKey(key) ? [describeVariable(name, given, "a key of your own: everybody knows this one")] : []),
      ...(twin ? [describeVariable(name, given, `a key of its own: ${twin[0]} is the same one`)] : []),
    ];
  });
  if (metricsToken === LOCAL_METRICS_TOKEN) {
    const allowed = "a token of your own: everybody knows this one";
    lines.push(describeVariable("METRICS_TOKEN", { METRICS_TOKEN: metricsToken }, allowed));
  }
  if (lines.length > 0) throw new EnvironmentError(lines.join("\n"));
}

import { describeVariable, EnvironmentError, type Source } from "./fields";
import { isPublicKey } from "./publicKeys";

/** Who holds which role, by variable. */
export type Roles = Readonly<Record<string, `0x${string}`>>;

/** What `npm run dev` tells the app; its numbers are no secret there. */
const LOCAL_METRICS_TOKEN = "hourglass-metrics";

/**
 * Refuses on a chain whose money is worth something what is right on the local one: keys that everybody knows, and one
 * key in two roles, where whoever gets one of them has both.
 * @param roles Keys by variable.
 * @param metricsToken As it was set.
 * @throws EnvironmentError that lists every variable that is wrong; no key is in it.
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

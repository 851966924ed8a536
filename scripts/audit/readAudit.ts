/** One package with a known hole. */
type Hole = { name: string; severity: string; titles: readonly string[] };

type Audit =
  | { isAnswered: false; reason: string }
  | {
      isAnswered: true;
      /** High and critical ones. */
      blocking: readonly Hole[];
      /** The others. */
      noted: readonly Hole[];
    };

const BLOCKING = ["high", "critical"];

/**
 * Reads what `npm audit --json` wrote.
 * @param output Its standard output.
 * @returns The holes, or why there is no answer: a mirror without audits, no network. That is no proof of anything.
 */
export function readAudit(output: string): Audit {
  let report: unknown;
  try {
    report = JSON.parse(output);
  } catch {
    return { isAnswered: false, reason: "npm wrote no JSON" };
  }
  const { vulnerabilities, error, message } = report as Record<string, unknown>;
  if (typeof vulnerabilities !== "object" || vulnerabilities === null) {
    const summary = (error as { summary?: unknown } | undefined)?.summary;
    return { isAnswered: false, reason: String(summary || message || "there is no list of vulnerabilities") };
  }
  const holes = Object.values(vulnerabilities as Record<string, Entry>).map(({ name, severity, via = [] }) => ({
    ...{ name, severity },
    titles: via.flatMap((cause) => (typeof cause === "string" ? [`through ${cause}`] : [cause.title])),
  }));
  const isBlocking = ({ severity }: Hole) => BLOCKING.includes(severity);
  return { isAnswered: true, blocking: holes.filter(isBlocking), noted: holes.filter((hole) => !isBlocking(hole)) };
}

type Entry = { name: string; severity: string; via?: readonly (string | { title: string })[] };

/**
 * An audit as text.
 * @param audit What was read.
 * @returns Lines for a person.
 */
export function describeAudit(audit: Audit): string {
  if (!audit.isAnswered) return `audit: not done. The registry does not answer audits (${audit.reason}).`;
  const { blocking, noted } = audit;
  const lines = [...blocking, ...noted].map(
    ({ name, severity, titles }) => `  ${severity}: ${name} (${titles.join("; ")})`,
  );
  return [
    ...lines,
    `audit: ${blocking.length} high or critical, ${noted.length} others, in what runs in production`,
  ].join("\n");
}

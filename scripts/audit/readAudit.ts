import { parseJson } from "../stack/deployed.ts";

type Report = {
  vulnerabilities?: Record<string, { name: string; severity: string }>;
  error?: { summary?: string };
  message?: string;
};

const BLOCKING = ["high", "critical"];

/**
 * Reads what `npm audit --json` wrote. No answer (a mirror without audits, no network) is said to be none: it proves nothing.
 * @returns Words for a person, and whether one of the holes is high or critical.
 */
export function readAudit(output: string): { words: string; isBlocking: boolean } {
  const { vulnerabilities, error, message } = parseJson<Report>(output) ?? { message: "npm wrote no JSON" };
  if (!vulnerabilities) {
    const reason = error?.summary || message || "there is no list of vulnerabilities";
    return { words: `audit: not done. The registry does not answer audits (${reason}).`, isBlocking: false };
  }
  const holes = Object.values(vulnerabilities);
  const blocking = holes.filter(({ severity }) => BLOCKING.includes(severity)).length;
  const lines = holes.map(({ name, severity }) => `  ${severity}: ${name}`);
  const count = `audit: ${blocking} high or critical, ${holes.length - blocking} others, in what runs in production`;
  return { words: [...lines, count].join("\n"), isBlocking: blocking > 0 };
}

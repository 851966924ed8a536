import { THREAT_CLASSES } from "./threatClasses.ts";

/** Classes that concern no session contract: the game, the client, the server, and traces of validations. */
const ELSEWHERE: ReadonlySet<string> = new Set([
  "the game as confused deputy: arbitrary call",
  "the game as confused deputy: multicall",
  "the game as confused deputy: recipient named by the caller",
  "rewards for somebody else",
  "rewards twice",
  "a timestamp read in validation",
  "a bundler that refuses operations within 30 s of expiry",
  "a bundler that refuses `validAfter` in the last 5 s",
  "a sponsor API that fails open",
  "ERC-7562 violations",
]);

/** Tables whose classes are tried on contracts. */
const OF_CONTRACTS = [
  "Scope and escalation",
  "Grant",
  "Limits",
  "Time",
  "Signatures",
  "Revocation and life cycle",
  "Gas and sponsor",
];

/** What only the second generation has. */
const OF_ITS_OWN: Readonly<Record<string, readonly string[]>> = {
  "Scope and escalation": [
    "another rule than the one that was meant",
    "a hint behind the last rule",
    "forged rules",
    "the same rules with another key, paymaster or lane",
    "packed calls that borrow a target",
    "accounts of others led to packed calls",
    "a policy that lies, reverts, burns or calls back",
    "script with a device key: the owner's calls",
    "script with a device key: a grant as the way round",
    "script with a device key: signatures",
    "script that hands the account to itself",
  ],
  Grant: ["a grant that nobody signed, on an account that does not listen", "a verifier that says yes to everything"],
  Limits: ["counters of another session, rule or account"],
  Time: ["the time of a wrong period"],
  Signatures: ["what an operation's hash leaves out: time, hints, key, rules"],
  "Revocation and life cycle": [
    "an account given to itself, to half a key or to nobody",
    "guardians who are too few, dismissed or not asked",
  ],
  "Gas and sponsor": [
    "credit used twice, or for another operation, cost or paymaster",
    "note of another paymaster, or by a stranger",
    "a denied session or account that comes back",
  ],
};

/** What docs/threats.md must have a row for, of contracts/second: the classes of the first generation's tables, and its own. */
export const SECOND_THREAT_CLASSES: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  OF_CONTRACTS.map((group) => [
    `Second generation: ${group.toLowerCase()}`,
    [...(THREAT_CLASSES[group] ?? []).filter((name) => !ELSEWHERE.has(name)), ...(OF_ITS_OWN[group] ?? [])],
  ]),
);

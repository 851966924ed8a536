import type { TestTable } from "./testTable.ts";

const list = (text: string) => text.trim().split(/;\s+/);

/** Every class of threat that docs/threats.md must have a row for, by the heading of its table. A floor: rows may be added there. */
const THREAT_CLASSES: Readonly<Record<string, readonly string[]>> = {
  "Scope and escalation": list(`
    a path by which value leaves; other target; other function; 0 to 3 bytes of calldata; value with empty calldata;
    self-call to execute; nested batch; zero address taken for self; calling the session module to create or widen;
    calling any module; install and uninstall calls; upgrade calls; owner calls; nonce calls; delegatecall;
    staticcall; TRY; executeUserOp; unknown modes; approvals; operator rights; Permit2;
    approve-then-pull in one batch; the game as confused deputy: arbitrary call;
    the game as confused deputy: multicall; the game as confused deputy: recipient named by the caller;
    rewards for somebody else; rewards twice; a hint to another rule; a hint after the last rule;
    forged rules; the same rules with another key, paymaster or lane; packed calls that borrow a target;
    packed calls on other accounts; a policy that lies, reverts, burns or calls back;
    script with a device key: the owner's calls; script with a device key: a grant as a detour;
    script with a device key: signatures; script that hands the account to itself
  `),
  Grant: list(`
    replay on this chain; replay on another chain; replay after revocation; replay after use;
    digest does not cover the account; digest does not cover the module; digest does not cover the chain;
    digest does not cover the epoch; digest does not cover the key; digest does not cover every cap;
    one session approving another; re-entrancy while enabling; re-enabling that keeps old counters;
    re-enabling that resets counters; colliding ids; colliding slots; zero key; zero owner; malformed key;
    text that differs from what is enforced; account deployed, session enabled and used in one operation;
    payload too large for the mempool; a grant with a wrong signature, on an account that ignores the answer;
    a verifier that says yes to everything
  `),
  Limits: list(`
    counter not persisted; limit re-spent in the next operation; limit spent twice in a batch;
    limit split across a batch; failed calls that burn quota; failed calls that skip the count; truncation;
    signedness; overflow; "0 means unlimited"; non-canonical ABI offsets; dirty upper bits; trailing bytes;
    malformed batches; overlapping batches; empty batches; validator and executor that parse differently;
    counters of another session, rule or account
  `),
  Time: list(`
    window lost when windows are intersected; off by one second at the start; off by one second at the end;
    expiry beyond one hour; a timestamp read in validation; a bundler that refuses operations within 30 s of expiry;
    a bundler that refuses \`validAfter\` in the last 5 s; expired session that renews itself;
    the time of another period
  `),
  Signatures: list(`
    ERC-1271 by a session key; replay across accounts; replay across chains; replay across EntryPoints;
    P-256 with high s; P-256 with r or s zero or n; P-256 point not on the curve; empty answer taken for success;
    precompile absent; passkey with wrong challenge; passkey with wrong type; passkey with wrong origin;
    passkey without user presence; a stub signature accepted; aggregator field abused;
    what an operation's hash leaves out: time, hints, key, rules
  `),
  "Revocation and life cycle": list(`
    revoke then use in the same block; revoke then use in the same bundle; revoke then use from the mempool;
    revoke all with many sessions; uninstall and re-install; owner changed; revocation needing the lost key;
    self-revocation that widens anything; relayed revocation replayed;
    an account handed to itself, to half a key or to nobody; guardians who are too few, removed or not asked
  `),
  "Gas and sponsor": list(`
    unused-gas penalty amplification; huge pre-verification gas in a self-bundled operation;
    huge priority fee in a self-bundled operation; padding; reverting operations that burn the budget; many accounts;
    another paymaster; the account's own ETH; voucher replayed for another account;
    voucher replayed for another session; voucher replayed for another chain; voucher replayed after expiry;
    post-op that reverts; a sponsor API that fails open; ERC-7562 violations; nonce gaps; lane collisions;
    credit used twice, or for another operation, cost or paymaster; note by another paymaster or a stranger;
    a denied session or account that comes back
  `),
  "Client and server": list(`
    key bytes in storage; key bytes in logs; key bytes in URLs; key bytes in telemetry; key bytes in build output;
    two players with the same key; two tabs on one lane; reload; reorg; lost receipt; bundler down; bundler slow;
    RPC down; RPC slow; sponsor down; sponsor slow; database down; database slow; storage cleared; storage refused;
    session injected through URL; session injected through storage; grant text spoofed; cross-site requests;
    missing CSP; sponsor endpoint flooded; bodies too large; bodies malformed; ledger and chain that drift apart
  `),
  "Requests from strangers": list(`
    a call without a target that never ends; gas of a call unbounded; size of an answer unbounded;
    number of answers unbounded; a batch that multiplies; operations with zero or too low fees;
    valid in simulation, reverted on chain; unknown code in validation; the bundler's port itself;
    many copies of one relayed request; made-up accounts that cost the relayer; another's daily share used up;
    log amplification; streams that starve others; a caller's mistake reported as an outage;
    an address that cannot be read; development keys on a real chain; one key in two roles;
    budgets in the wrong order; Host and Origin that agree only with each other; health says up although the chain head is old
  `),
};

/** docs/threats.md: every class of attack or failure, and the test that carries it out. */
export const THREATS: TestTable = {
  columns: ["class", "source", "test", "result"],
  testColumn: "test",
  classes: THREAT_CLASSES,
  mayBeOpen: "Client and server",
};

/** docs/troubles.md: what goes wrong without anybody's ill will, and what is seen then. */
export const TROUBLES: TestTable = { columns: ["trouble", "what is seen", "test"], testColumn: "test" };

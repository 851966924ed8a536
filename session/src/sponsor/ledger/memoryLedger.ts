import type { LedgerEntry, LedgerTake, LedgerVerdict, SponsorLedger } from "./ledger.ts";

const DAY_SECONDS = 86_400;

/**
 * A ledger in this process's memory only, lost when it ends: for tests, and for a single server that may lose it.
 * @param nowMs Clock.
 */
export function memoryLedger(nowMs: () => number = Date.now): SponsorLedger {
  const entries = new Map<string, LedgerEntry & { day: number }>();
  let budgets = new Map<string, bigint>();
  let today = 0;

  /** Expired entries no longer count. */
  const beginDay = () => {
    const day = Math.floor(nowMs() / 1000 / DAY_SECONDS);
    if (day === today) return;
    today = day;
    budgets = new Map();
    for (const [key, { validUntil }] of entries) if (validUntil < day * DAY_SECONDS) entries.delete(key);
  };
  const ofAccount = ({ chainId, account, kind }: Pick<LedgerEntry, "chainId" | "account" | "kind">) =>
    [...entries.values()].filter((each) => each.chainId === chainId && each.account === account && each.kind === kind);

  const readCounted = (entry: LedgerEntry): bigint =>
    ofAccount(entry)
      .filter((each) => each.paymaster === entry.paymaster && each.nonce === entry.nonce && each.day === today)
      .reduce((most, { maxCost }) => (maxCost > most ? maxCost : most), 0n);

  const countSessions = (entry: LedgerEntry): number =>
    ofAccount({ ...entry, kind: "session" }).filter(
      (each) =>
        each.paymaster === entry.paymaster && (each.day === today || each.validUntil > Math.floor(nowMs() / 1000)),
    ).length;

  const findUsedUp = ({ chainId }: LedgerEntry, more: bigint, takes: readonly LedgerTake[]) =>
    takes.find((take) => (budgets.get(nameOf(chainId, take)) ?? 0n) + more > take.limit);
  const take = ({ chainId }: LedgerEntry, more: bigint, takes: readonly LedgerTake[]) => {
    for (const each of takes) budgets.set(nameOf(chainId, each), (budgets.get(nameOf(chainId, each)) ?? 0n) + more);
  };

  return {
    // There is no await in here, so nothing can happen in between.
    async promise(entry, takes, ending): Promise<LedgerVerdict> {
      beginDay();
      const { paymasterData } = entry;
      const key = [entry.chainId, entry.paymaster, entry.account, entry.kind, entry.key, entry.generation].join("/");
      const standing = entries.get(key);
      if (standing && standing.digest !== entry.digest) return { kind: "conflict" };
      if (standing) return { kind: "standing", paymasterData: standing.paymasterData };
      const counted = entry.nonce === undefined ? 0n : readCounted(entry);
      const more = entry.maxCost > counted ? entry.maxCost - counted : 0n;
      const own: LedgerTake[] = ending
        ? [{ scope: "endings", subject: entry.account, limit: BigInt(countSessions(entry)) * ending.perSession }]
        : [];
      const from = own.length > 0 && !findUsedUp(entry, more, own) ? own : takes;
      const usedUp = more > 0n ? findUsedUp(entry, more, from) : undefined;
      if (usedUp) return { kind: "exhausted", take: usedUp, more, retryAt: (today + 1) * DAY_SECONDS };
      take(entry, more, from);
      entries.set(key, { ...entry, day: today });
      return { kind: "written", paymasterData };
    },
    async has({ chainId, account, session }) {
      const sessions = ofAccount({ chainId, account, kind: "session" });
      return session === undefined ? sessions.length > 0 : sessions.some(({ key }) => key === session);
    },
    async promisedToday({ chainId, paymaster }) {
      beginDay();
      return budgets.get(nameOf(chainId, { scope: "everybody", subject: paymaster })) ?? 0n;
    },
  };
}

const nameOf = (chainId: number, { scope, subject }: Pick<LedgerTake, "scope" | "subject">) =>
  `${chainId}/${scope}/${subject}`;

const unit = 10n ** 18n;

/** Whole part and the 18 digits after the point. */
function split(amount: bigint): [whole: bigint, fraction: string] {
  return [amount / unit, (amount % unit).toString().padStart(18, "0")];
}

/** "12.5" of an amount with 18 decimals; cut, never rounded up, so that nobody is promised more than there is. */
export function formatAmount(amount: bigint, digits = 2): string {
  const [whole, fraction] = split(amount);
  const cut = fraction.slice(0, digits).replace(/0+$/, "");
  const grouped = whole.toLocaleString("en");
  return cut ? `${grouped}.${cut}` : grouped;
}

/** Gas costs are tiny: keep three digits that mean something instead of a fixed number of decimals. */
export function formatEth(wei: bigint): string {
  if (wei === 0n) return "0 ETH";
  const [whole, fraction] = split(wei);
  const zeros = fraction.length - fraction.replace(/^0+/, "").length;
  return `${formatAmount(wei, whole > 0n ? 3 : zeros + 3)} ETH`;
}

/** "59:07"; never negative. */
export function formatClock(seconds: number): string {
  const left = Math.max(0, Math.ceil(seconds));
  return `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
}

/** "18:04", where the reader is. Takes Unix seconds. */
export function formatTime(seconds: number): string {
  return new Date(seconds * 1_000).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
}

/** "1 hour", "45 minutes": for reading aloud. */
export function formatDuration(seconds: number): string {
  if (seconds >= 3600 && seconds % 3600 === 0) return plural(seconds / 3600, "hour");
  if (seconds >= 60) return plural(Math.floor(seconds / 60), "minute");
  return plural(Math.max(0, Math.ceil(seconds)), "second");
}

/** "just now", "5 minutes ago", "2 days ago" of a chain clock; never in the future, where clocks differ. */
export function formatAgo(seconds: bigint, nowMs = Date.now()): string {
  const ago = Math.max(0, Math.floor(nowMs / 1000) - Number(seconds));
  if (ago < 10) return "just now";
  if (ago < 60) return `${ago} seconds ago`;
  if (ago < 3600) return `${plural(Math.floor(ago / 60), "minute")} ago`;
  if (ago < 86_400) return `${plural(Math.floor(ago / 3600), "hour")} ago`;
  return `${plural(Math.floor(ago / 86_400), "day")} ago`;
}

export function formatLatency(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
}

export function shortHex(hex: string): string {
  return hex.startsWith("0x") && hex.length > 12 ? `${hex.slice(0, 6)}…${hex.slice(-4)}` : hex;
}

/** "1,234". */
export function formatCount(count: number): string {
  return count.toLocaleString("en");
}

const moment = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "medium", timeZone: "UTC" });

/** "29 Nov 2026, 16:20:59 UTC" of a chain clock. */
export function formatMoment(seconds: bigint): string {
  return `${moment.format(Number(seconds) * 1000)} UTC`;
}

const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", timeZone: "UTC" });

/** "23 – 29 November, UTC" of some whole days; the end is exclusive. */
export function formatDays(beginSeconds: bigint, endSeconds: bigint): string {
  return `${day.formatRange(Number(beginSeconds) * 1000, Number(endSeconds) * 1000 - 1)}, UTC`;
}

export function plural(count: number, noun: string): string {
  return `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;
}

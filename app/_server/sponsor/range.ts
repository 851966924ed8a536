import { isIPv4, isIPv6 } from "node:net";

/**
 * The range of addresses that a client's address belongs to, as far as the sponsor tells clients apart: what one
 * customer of a provider usually has, so that changing the address inside of it gains nothing.
 * @param address As the door derives it: an address, perhaps with a port, or any other text.
 * @returns `a.b.c.0/24`, `x:y:z::/48`, or `unknown`, which is one range for all that cannot be told apart.
 */
export function toRange(address: string): string {
  const bare = address.replace(/^\[(.*)\](:\d+)?$/, "$1").replace(/%.*$/, "");
  const ipv4 = /^[\d.]+:\d+$/.test(bare) ? bare.replace(/:\d+$/, "") : bare;
  if (isIPv4(ipv4)) return `${ipv4.split(".").slice(0, 3).join(".")}.0/24`;
  if (!isIPv6(bare)) return "unknown";
  const groups = expand(bare);
  const [high = 0, low = 0] = groups.slice(6);
  // IPv4 in IPv6, as sockets that take both show it (::ffff:a.b.c.d).
  const isMapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff;
  if (isMapped) return `${high >> 8}.${high & 255}.${low >> 8}.0/24`;
  return `${groups
    .slice(0, 3)
    .map((group) => group.toString(16))
    .join(":")}::/48`;
}

/** The eight groups of an IPv6 address. The URL parser gives its one canonical spelling. */
function expand(address: string): number[] {
  const [left = "", right] = new URL(`http://[${address}]/`).hostname.slice(1, -1).split("::");
  const read = (part: string) => (part === "" ? [] : part.split(":").map((group) => Number.parseInt(group, 16)));
  const [head, tail] = [read(left), read(right ?? "")];
  return [...head, ...Array<number>(8 - head.length - tail.length).fill(0), ...tail];
}

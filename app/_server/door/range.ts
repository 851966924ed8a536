import { isIPv4, isIPv6 } from "node:net";

/**
 * The range of addresses that a client's address belongs to, which is how the sponsor tells clients apart: what one
 * customer of a provider usually has, so that changing the address within it gains nothing.
 * @param address As the door finds it: an address, perhaps with a port, or any other text.
 * @returns `a.b.c.0/24`, `x:y:z::/48`, or `unknown`, one range for all clients that cannot be told apart.
 */
export function toRange(address: string): string {
  const { ipv4, ipv6 } = parse(address);
  if (ipv4) return `${ipv4.slice(0, 3).join(".")}.0/24`;
  return ipv6 ? `${ipv6.slice(0, 3).join(":")}::/48` : "unknown";
}

/**
 * One client for the flood limits: an IPv4 address, or the IPv6 network of one line, in
 * which a client may choose any address.
 * @param address As for {@link toRange}.
 * @returns `a.b.c.d`, `w:x:y:z::/64`, or `unknown`.
 */
export function toClient(address: string): string {
  const { ipv4, ipv6 } = parse(address);
  if (ipv4) return ipv4.join(".");
  return ipv6 ? `${ipv6.slice(0, 4).join(":")}::/64` : "unknown";
}

function parse(address: string): { ipv4?: readonly (string | number)[]; ipv6?: readonly string[] } {
  const bare = address.replace(/^\[(.*)\](:\d+)?$/, "$1").replace(/%.*$/, "");
  const ipv4 = /^[\d.]+:\d+$/.test(bare) ? bare.replace(/:\d+$/, "") : bare;
  if (isIPv4(ipv4)) return { ipv4: ipv4.split(".") };
  if (!isIPv6(bare)) return {};
  const groups = expand(bare);
  const [high = 0, low = 0] = groups.slice(6);
  // IPv4 in IPv6, as sockets for both show it (::ffff:a.b.c.d).
  const isMapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff;
  if (isMapped) return { ipv4: [high >> 8, high & 255, low >> 8, low & 255] };
  return { ipv6: groups.map((group) => group.toString(16)) };
}

/** The eight groups of an IPv6 address. The URL parser returns its one canonical spelling. */
function expand(address: string): number[] {
  const [left = "", right] = new URL(`http://[${address}]/`).hostname.slice(1, -1).split("::");
  const read = (part: string) => (part === "" ? [] : part.split(":").map((group) => Number.parseInt(group, 16)));
  const [head, tail] = [read(left), read(right ?? "")];
  return [...head, ...Array<number>(8 - head.length - tail.length).fill(0), ...tail];
}

import { expect, test } from "vitest";

import { toClient, toRange } from "./range";

test.each([
  ["203.0.113.7", "203.0.113.0/24"],
  ["203.0.113.255", "203.0.113.0/24"],
  ["203.0.114.7", "203.0.114.0/24"],
  ["203.0.113.7:4711", "203.0.113.0/24"],
  ["::ffff:203.0.113.7", "203.0.113.0/24"],
  ["::FFFF:CB00:7107", "203.0.113.0/24"],
  ["2001:db8:1:2::3", "2001:db8:1::/48"],
  ["2001:0DB8:0001:ffff:1:2:3:4", "2001:db8:1::/48"],
  ["2001:db8:2::", "2001:db8:2::/48"],
  ["[2001:db8:1::9]:443", "2001:db8:1::/48"],
  ["fe80::1%eth0", "fe80:0:0::/48"],
  ["::1", "0:0:0::/48"],
])("%s is in %s", (address, range) => {
  expect(toRange(address)).toBe(range);
});

test.each(["unknown", "", "203.0.113", "999.1.1.1", "2001:db8:::1", "localhost", "'; drop table"])(
  "texts that are not an address share one range: %s",
  (text) => {
    expect(toRange(text)).toBe("unknown");
  },
);

test.each([
  ["203.0.113.7:4711", "203.0.113.7"],
  ["::ffff:203.0.113.7", "203.0.113.7"],
  ["2001:db8:1:2::3", "2001:db8:1:2::/64"],
  ["2001:db8:1:2:ffff:ffff:ffff:ffff", "2001:db8:1:2::/64"],
  ["2001:db8:1:3::3", "2001:db8:1:3::/64"],
  ["made up", "unknown"],
])("%s is the client %s", (address, client) => {
  expect(toClient(address)).toBe(client);
});

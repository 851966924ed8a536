import { createElement as element } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { parseAbi } from "viem";
import { expect, test } from "vitest";
import { createGrant, grantTypedData } from "../grant/grant.ts";
import type { OwnerTypedData } from "../owners/owner.ts";
import { allow, allowTransfer } from "../permissions/allow.ts";
import { describeGrant, describeMessage } from "../sessions/describeGrant.ts";
import type { CardRequest } from "../sessions/types.ts";
import { PermissionCard } from "./PermissionCard.tsx";
import { readCard } from "./usePermissionCard.ts";

const token = "0x1111111111111111111111111111111111111111";
const shop = "0x3333333333333333333333333333333333333333";
const paymaster = "0x2222222222222222222222222222222222222222";
const abi = parseAbi(["function transfer(address to, uint256 amount)"]);
const limits = { calls: 1_200, spend: 7n, gas: 10n ** 15n, duration: 1_200 };
const allowed = (functions: Parameters<typeof allow<typeof abi>>[0]["functions"]) => [
  allow({ address: token, abi, label: "Coins", words: { transfer: "Pay the shop" }, functions }),
];
const request = describeGrant({ permissions: allowed({ transfer: { spend: "amount" } }), limits, paymaster });

const module = { chainId: 1, validator: shop, name: "Shop", p256Verifier: paymaster } as const;
const typedData = grantTypedData(
  module,
  createGrant({
    ...{
      account: `0x${"44".repeat(20)}`,
      sessionKey: token,
      validator: shop,
      lane: 1,
      epoch: `0x${"00".repeat(32)}`,
      paymaster,
    },
    ...{ permissions: allowed({ transfer: { spend: "amount" } })[0]?.permissions ?? [], nowSeconds: 1_000 },
    ...{ maxActions: 1_200, maxSpend: 7n, maxGasWei: 10n ** 15n, durationSeconds: 1_200 },
  }),
) as unknown as OwnerTypedData;

const draw = (of: CardRequest, ...parts: (keyof typeof PermissionCard)[]) =>
  renderToStaticMarkup(
    element(
      PermissionCard.Root,
      { request: of, locale: "en" },
      parts.map((name) => element(PermissionCard[name] as () => null, { key: name })),
    ),
  );

test("limits are told in the product's numbers and names, and the hour begins when it is signed", () => {
  const options = {
    locale: "en",
    format: { amount: (value: bigint) => `${value} points` },
    labels: { calls: "Moves" },
  };
  expect(readCard(request, options).caps).toEqual([
    { id: "duration", label: "Time", value: "20 minutes", note: undefined },
    { id: "calls", label: "Moves", value: "1,200", note: "at most; failed ones count too" },
    { id: "spend", label: "Spends", value: "7 points", note: "at most" },
    { id: "gas", label: "Network fees", value: "You pay nothing", note: "a sponsor pays, at most 0.001 ETH" },
  ]);
  const made = readCard({ ...request, validUntil: 0 }, options);
  expect(made.caps[0]?.note).toMatch(/^until \d\d:\d\d/);
});

test("whoever pays for itself reads what fees may cost, and a session that spends nothing has no such limit", () => {
  const own = describeGrant({
    ...{ permissions: allowed({ transfer: true }), paymaster: undefined },
    limits: { ...limits, spend: 0n, duration: 3_600 },
  });
  expect(readCard(own).caps.map(({ id, value }) => `${id}: ${value}`)).toEqual([
    "duration: 1 hour",
    "calls: 1,200",
    "gas: 0.001 ETH",
  ]);
});

test.each([
  ["en", "5,000", "1,234.5"],
  ["de", "5.000", "1.234,5"],
])("every number of the card is written as in %s", (locale, thousands, wei) => {
  const many = { calls: 5_000, per: "hour", args: { to: { equals: token } }, spend: { arg: "amount", max: 5_000n } };
  const unpaid = describeGrant({
    permissions: [
      ...allowed({
        transfer: [
          { ...many, args: { amount: { max: 5_000n } } },
          { spend: "amount", args: many.args },
        ],
      } as never),
      allowTransfer({ to: token, value: 1_234_500_000_000_000_000_000n }),
    ],
    limits: { calls: 5_000, spend: 5_000n, gas: 1_234_500_000_000_000_000_000n, duration: 3_600 },
    paymaster: undefined,
  });
  const { caps, may, worstCase } = readCard(unpaid, { locale });
  expect(caps.map(({ value }) => value)).toEqual(["1 hour", thousands, thousands, `${wei} ETH`]);
  expect(may.flatMap(({ rules }) => rules.flatMap(({ limits }) => limits))).toEqual([
    `amount must be from 0 to ${thousands}`,
    `at most ${thousands} calls per hour`,
    `amount: at most ${thousands} per hour`,
    `to must be ${token}`,
    "amount counts as spent",
    `at most ${wei} ETH of the chain's coin with each call`,
    `at most ${wei} ETH of the chain's coin in this session`,
  ]);
  expect(worstCase.slice(0, 2)).toEqual([
    `At most ${thousands} calls of the functions listed here, each within its limits`,
    `At most ${thousands} in total in amounts that count as spent`,
  ]);
  expect(worstCase.slice(-2)).toEqual([
    `At most ${wei} ETH of the chain's coin sent`,
    `At most ${wei} ETH of the chain's coin for network fees`,
  ]);
});

test("a contract's functions stand under its name, each with its limits", () => {
  expect(draw(request, "May")).toContain(
    `<span title="${token}">Coins</span><ul><li data-part="rule"><span title="transfer(address,uint256)">Pay the shop</span>` +
      `<ul data-part="limits"><li>amount counts as spent</li></ul></li></ul>`,
  );
});

test("a product draws each part in its own way", () => {
  const caps: Parameters<typeof PermissionCard.Caps>[0] = { children: ({ id }) => element("dt", null, `own ${id}`) };
  const may: Parameters<typeof PermissionCard.May>[0] = {
    heading: ({ label }) => element("h4", null, label),
    children: ({ title }) => element("b", null, title),
  };
  const never: Parameters<typeof PermissionCard.Never>[0] = { children: (text) => element("i", null, text) };
  const html = renderToStaticMarkup(
    element(
      PermissionCard.Root,
      { request },
      element(PermissionCard.Caps, caps),
      element(PermissionCard.May, may),
      element(PermissionCard.Never, never),
    ),
  );
  expect(html).toContain('<div data-cap="calls"><dt>own calls</dt></div>');
  expect(html).toContain('<h4>Coins</h4><ul><li data-part="rule"><b>Pay the shop</b>');
  expect(html).toContain("<li><i>Change the owner or extend its own permissions</i></li>");
});

test("the message is shown when it is made, word for word, and not before", () => {
  expect(draw(request, "Message")).not.toContain("<details");
  const { message } = describeMessage(typedData);
  const hidden = { ...message, domain: { ...message.domain, name: "Sh\u202eop" } };
  expect(draw({ ...request, message: hidden }, "Message"), "what turns the reading direction is written out").toContain(
    "Sh\\\\u{202e}op",
  );
  const html = draw({ ...request, message }, "Message");
  expect(html).toContain("&quot;maxSpend&quot;: &quot;7&quot;");
  expect(draw({ ...request, message }, "Details")).toContain(
    `<div data-detail="spend"><dt>Counts as spent</dt><dd translate="no">at most 7</dd></div>`,
  );
  expect(draw(request, "Details"), "nothing is signed yet").not.toContain("<dl");
  expect(html, "a page that is translated leaves it alone").toContain('<pre translate="no">');
});

test("a renewal tells what differs from the grant before, or that nothing does", () => {
  const changes = (before: CardRequest) => {
    const part = element(PermissionCard.Changes, { before });
    return renderToStaticMarkup(element(PermissionCard.Root, { request, locale: "en" }, part));
  };
  expect(changes(request)).toContain("<li>The same permissions and limits as before.</li>");
  const fewer = { ...request, permissions: [], limits: { ...request.limits, calls: 12 } };
  expect(changes(fewer)).toContain("<li>New: Pay the shop, transfer(address,uint256) of 0x1111");
  expect(changes(fewer)).toContain("<li>Calls: 1,200 instead of 12</li>");
});

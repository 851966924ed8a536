import { expect, test } from "vitest";
import { exampleGrant } from "../../test/sponsorExample.ts";
import { parseGrant, serializeGrant } from "./portable.ts";

const address = "0x00000000000000000000000000000000000000A1";
const portable = {
  ...{ chainId: 31337, validator: address, grant: exampleGrant, ownerSignature: "0x01" },
  factory: { factory: address, factoryData: "0x" },
} as const;
// As JSON has it: the numbers are text.
const text = JSON.stringify(portable);

test("a grant is read as it was written", () => {
  const read = parseGrant(text);
  expect(parseGrant(serializeGrant(read))).toEqual(read);
  expect([read.validator, read.grant.maxGasWei]).toEqual([address, 1_000n]);
});

test.each([
  ["chainId", -1],
  ["validator", "0x1"],
  ["validator", "0x5fC8d32690cc91D4c39d9d3abcBD16989F875707"],
  ["ownerSignature", "0x1"],
  ["factory.factory", "nobody"],
  ["grant.maxActions", 70_000],
  ["grant.maxGasWei", "0x1ffffffffffffffff"],
  ["grant.epoch", "0x01"],
  ["grant.permissions", []],
  ["grant.permissions.0.target", "0x"],
  ["grant.permissions.0.period", "minute"],
  ["grant.permissions.0.spendArgument", "0"],
  ["grant.permissions.0.limits", [{ counted: "calls", max: "-1" }]],
  ["grant.permissions.0.conditions", [{ argument: "1", rule: "near", values: [] }]],
  ["grant.permissions.0.policies", [{ policy: 1, config: "0x" }]],
])("%s of %j is refused by its name", (path, value) => {
  const json = JSON.parse(text);
  const names = path.split(".");
  const last = names.pop() as string;
  names.reduce((each, name) => each[name], json)[last] = value;
  expect(() => parseGrant(JSON.stringify(json))).toThrow(
    expect.objectContaining({ name: "InvalidGrantError", field: expect.stringMatching(`^${path}`) }),
  );
});

test.each(["", "[]", "null", "{"])("%j is no grant", (json) => {
  expect(() => parseGrant(json)).toThrow(expect.objectContaining({ name: "InvalidGrantError" }));
});

import { parseAbi } from "viem";
import { expect, test } from "vitest";
import { allow, type Sessions } from "../index.ts";
import { createMemoryStack, testOwner } from "../testing/index.ts";

const address = "0x1111111111111111111111111111111111111111";
const abi = parseAbi(["function sign(string text)"]);
const permissions = [allow({ address, abi, functions: { sign: true } })];
const fine = { owner: testOwner(), permissions, limits: { calls: 5 }, to: address };

/** As plain JavaScript calls it. */
type Untyped = Record<keyof Sessions, (given?: unknown) => Promise<unknown>>;
const sessions = createMemoryStack().sessions() as unknown as Untyped;

test.each<[string, unknown, string]>([
  ["nothing", undefined, "`permissions`. (seen nothing; wanted a list of allow(…)"],
  ["no owner", { ...fine, owner: undefined }, "`owner`. (seen nothing; wanted deviceOwner()"],
  ["an address as owner", { ...fine, owner: address }, `\`owner\`. (seen "${address}"; wanted deviceOwner()`],
  ["no permissions", { ...fine, permissions: undefined }, "`permissions`. (seen nothing; wanted a list of allow(…)"],
  ["an empty list", { ...fine, permissions: [] }, "`permissions`. (seen []; wanted a list of allow(…)"],
  ["one permission", { ...fine, permissions: permissions[0] }, '`permissions`. (seen {"type":"permissions"'],
  ["no limits", { ...fine, limits: undefined }, "`limits`. (seen nothing; wanted an object, such as { calls: 50 })"],
  ["no calls", { ...fine, limits: {} }, "`limits.calls`. (seen nothing; wanted a number"],
  ["a number of wei", { ...fine, limits: { calls: 5, gas: 7 } }, "`limits.gas`. (seen 7; wanted wei as a bigint"],
  ["a text to spend", { ...fine, limits: { calls: 5, spend: "7" } }, '`limits.spend`. (seen "7"; wanted an amount'],
  ["a long time", { ...fine, limits: { calls: 5, duration: "1h" } }, '`limits.duration`. (seen "1h"; wanted seconds'],
])("open, prepare and grant refuse %s, and say what is wanted", async (_, given, words) => {
  for (const ask of [sessions.open, sessions.prepare, sessions.grant]) {
    const error = await ask(given).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: "InvalidInputError", message: expect.stringContaining(words) });
  }
});

test.each(["endAll", "sendAsOwner"] as const)("%s wants an owner", async (name) => {
  await expect(sessions[name]({ calls: [] })).rejects.toThrow("`owner`. (seen nothing; wanted deviceOwner()");
});

test("what is resumed needs neither owner nor limits", async () => {
  await expect(sessions.open({ permissions, resume: "only" })).rejects.toMatchObject({ name: "NoSessionError" });
});

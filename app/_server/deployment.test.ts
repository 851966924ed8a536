import { expect, test } from "vitest";

import { parseDeployment, readDeployment } from "./deployment";

const names = [
  "entryPoint",
  "sessionValidator",
  "playerAccountFactory",
  "playerAccountImplementation",
  "sessionPaymaster",
  "p256Verifier",
  "webAuthnVerifier",
  "hourglass",
  "sand",
  "items",
  "bazaar",
];
const good = {
  chainId: 31337,
  name: "Hourglass",
  ...Object.fromEntries(names.map((name, index) => [name, `0x${"Ab".repeat(19)}0${index.toString(16)}`])),
  startBlock: 7,
};

test("a deployment is parsed, addresses in lowercase", () => {
  const parsed = parseDeployment(JSON.stringify(good), 31337);
  expect(parsed.hourglass).toBe(`0x${"ab".repeat(19)}07`);
  expect(parsed).toMatchObject({ name: "Hourglass", startBlock: 7n });
});

test("a deployment of another chain is refused", () => {
  expect(() => parseDeployment(JSON.stringify(good), 10)).toThrow("seen chainId 31337; allowed: 10");
});

test("an incomplete deployment is refused with the name of what is missing", () => {
  expect(() => parseDeployment(JSON.stringify({ ...good, sand: "0x12" }), 31337)).toThrow(/seen "0x12".*\n?.*sand/);
  // As the first generation's deploy script wrote it.
  expect(() => parseDeployment(JSON.stringify({ ...good, name: undefined }), 31337)).toThrow(/name/);
  expect(() => parseDeployment("{", 31337)).toThrow("not JSON");
});

test("a deployment of the first game is refused", () => {
  expect(() => parseDeployment(JSON.stringify({ ...good, seed: "1" }), 31337)).toThrow("allowed: a new deployment");
});

test("a missing file is named", async () => {
  await expect(readDeployment("/nowhere/31337.json", 31337)).rejects.toThrow('no file at "/nowhere/31337.json"');
});

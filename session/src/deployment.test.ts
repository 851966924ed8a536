import { expect, test } from "vitest";
import { parseDeployment, type SessionDeployment, serializeDeployment } from "./deployment.ts";
import { InvalidInputError } from "./errors/errors.ts";

const at = (n: number) => `0x${String(n).padStart(40, "0")}` as const;
const deployment: SessionDeployment = {
  chainId: 31337,
  name: "Guestbook",
  entryPoint: at(1),
  sessionValidator: at(2),
  p256Verifier: at(3),
  playerAccountFactory: at(4),
  playerAccountImplementation: at(5),
  webAuthnVerifier: at(6),
  sessionPaymaster: at(7),
  startBlock: 12n,
};

test("what is written can be read back, from text and from a file that was imported", () => {
  const text = serializeDeployment(deployment);
  expect(parseDeployment(text)).toEqual(deployment);
  expect(parseDeployment(JSON.parse(text))).toEqual(deployment);
});

test("optional fields stay absent, and unknown fields are left out", () => {
  const { entryPoint: _entryPoint, webAuthnVerifier: _verifier, sessionPaymaster: _paymaster, ...least } = deployment;
  expect(parseDeployment(serializeDeployment(least))).toEqual(least);
  expect(parseDeployment({ ...least, hourglass: at(8), startBlock: "12" })).toEqual({ ...least, startBlock: 12n });
});

test.each([
  ["deployment", "[]"],
  ["deployment", null],
  ["chainId", { ...deployment, chainId: "31337" }],
  ["chainId", { ...deployment, chainId: 0 }],
  ["name", { ...deployment, name: "" }],
  ["sessionValidator", { ...deployment, sessionValidator: "0x12" }],
  ["playerAccountFactory", { ...deployment, playerAccountFactory: undefined }],
  ["sessionPaymaster", { ...deployment, sessionPaymaster: 4 }],
  ["startBlock", { ...deployment, startBlock: undefined }],
  ["startBlock", { ...deployment, startBlock: -1 }],
  ["startBlock", { ...deployment, startBlock: "soon" }],
])("a wrong %s is named", (field, json) => {
  expect(() => parseDeployment(json)).toThrow(InvalidInputError);
  expect(() => parseDeployment(json)).toThrow(new RegExp(`${field}: seen`));
});

test("text that is not JSON is refused with an explanation", () => {
  expect(() => parseDeployment("{")).toThrow(/not JSON/);
});

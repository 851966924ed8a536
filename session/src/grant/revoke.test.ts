import { decodeFunctionData, hashTypedData, zeroAddress } from "viem";
import { expect, test } from "vitest";
import { exampleModule as module } from "../../test/example.ts";
import { createFakeSession } from "../../test/fakeWorld.ts";
import { sessionValidatorAbi as abi } from "../abis/abis.ts";
import type { SessionSigner } from "../keys/sessionKey.ts";
import { openDeviceOwner } from "../owners/deviceOwner.ts";
import { FIRST_EPOCH } from "../sessions/readChain.ts";
import { createMemoryKeyStore } from "../store/keyStore.ts";
import { sessionIdOf } from "./grant.ts";
import { revokeAllByOwner, revokeAllTypedData, revokeByOwner, revokeBySessionKey, revokeTypedData } from "./revoke.ts";
import { toSessionId } from "./sessionId.ts";

const { signed, signer, factory } = await createFakeSession();
const { grant } = signed;
const { account } = grant;
const session = sessionIdOf(module, grant);
const owner = await openDeviceOwner(createMemoryKeyStore(), module.p256Verifier);
/** Records what it was asked to sign. */
const echo: SessionSigner = { ...signer, sign: async (digest) => digest };

test("a session's own key ends it with a proof that it is its own, and can end no other", async () => {
  const revocation = await revokeBySessionKey(module, grant, echo);
  const digest = hashTypedData(revokeTypedData(module, account, session));
  expect(revocation).toMatchObject({ account, session, signature: digest });
  expect(toSessionId(revocation)).toBe(session);
  const [call] = revocation.calls;
  const { sessionKey, rulesHash, paymaster, nonceKey } = revocation;
  expect(sessionKey).toBe(signer.key);
  expect(call?.to).toBe(module.validator);
  const { functionName, args } = decodeFunctionData({ abi, data: call?.data ?? "0x" });
  expect(functionName).toBe("revokeBySessionKey");
  expect(args?.map((each) => (typeof each === "string" ? each.toLowerCase() : each))).toEqual([
    ...[account, sessionKey, rulesHash, paymaster, nonceKey, digest],
  ]);
});

test("the owner ends a session by its id; an account that does not exist is deployed first", async () => {
  const there = await revokeByOwner(module, account, session, owner);
  expect(there.calls.map(({ to }) => to)).toEqual([module.validator]);
  const { calls, signature } = await revokeByOwner(module, account, session, owner, factory);
  expect(calls[0]).toEqual({ to: factory.factory, data: factory.factoryData });
  const { functionName, args } = decodeFunctionData({ abi, data: calls[1]?.data ?? "0x" });
  expect([functionName, args?.[1], args?.[2]]).toEqual(["revokeByOwner", session, signature]);
});

test("all sessions of an epoch are ended by the epoch's id", async () => {
  const [call] = await revokeAllByOwner(module, account, FIRST_EPOCH, owner);
  const { functionName, args } = decodeFunctionData({ abi, data: call?.data ?? "0x" });
  expect([functionName, args?.[1]]).toEqual(["revokeAllByOwner", FIRST_EPOCH]);
});

test("a signature is valid for one account, one session or epoch, one module and one deployer", () => {
  const others = [
    { ...module, chainId: 1 },
    { ...module, name: "Guestbook" },
    { ...module, validator: zeroAddress },
  ];
  const digests = [
    ...[module, ...others].map((each) => hashTypedData(revokeTypedData(each, account, session))),
    ...[module, ...others].map((each) => hashTypedData(revokeAllTypedData(each, account, session))),
    hashTypedData(revokeTypedData(module, zeroAddress, session)),
    hashTypedData(revokeTypedData(module, account, FIRST_EPOCH)),
  ];
  expect(new Set(digests).size).toBe(digests.length);
});

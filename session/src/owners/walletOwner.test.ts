import {
  concat,
  type Hex,
  hashTypedData,
  numberToHex,
  parseSignature,
  recoverAddress,
  slice,
  UserRejectedRequestError,
} from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { expect, test } from "vitest";
import { exampleModule } from "../../test/example.ts";
import { randomGrant } from "../../test/randomGrants.ts";
import { OwnerDeclinedError, SessionError } from "../errors/errors.ts";
import { toGrantTypedData } from "../grant/grant.ts";
import { createProviderPort, createWalletOwner } from "./walletOwner.ts";

const wallet = privateKeyToAccount(generatePrivateKey());
const typedData = toGrantTypedData(exampleModule, randomGrant(1));

test("an EIP-1193 provider is asked once, with eth_signTypedData_v4 and plain JSON", async () => {
  const asked: string[] = [];
  const request = async ({ method, params }: { method: string; params?: unknown }) => {
    asked.push(method);
    const [address, json] = params as [string, string];
    expect(address).toBe(wallet.address);
    return wallet.signTypedData(JSON.parse(json));
  };
  const owner = createWalletOwner(createProviderPort({ request: request as never }, wallet.address));
  const signature = await owner.signTypedData(typedData);
  expect(asked).toEqual(["eth_signTypedData_v4"]);
  expect(owner.signer).toBe(wallet.address);
  expect(await recoverAddress({ hash: hashTypedData(typedData), signature })).toBe(wallet.address);
  expect(parseSignature(signature).r).toBeTypeOf("string");
});

test("a signature is passed on in the form that the chain accepts, whatever form the wallet returned", async () => {
  const signature = await wallet.signTypedData(typedData);
  const zeroBased = concat([slice(signature, 0, 64), numberToHex(Number(slice(signature, 64)) - 27, { size: 1 })]);
  const owner = createWalletOwner({ address: wallet.address, signTypedData: async () => zeroBased });
  expect(await owner.signTypedData(typedData)).toBe(signature);
});

test("another account's signature is refused before anything is granted, and starts no session that fails", async () => {
  const other = privateKeyToAccount(generatePrivateKey());
  const owner = createWalletOwner({ address: wallet.address, signTypedData: (data) => other.signTypedData(data) });
  await expect(owner.signTypedData(typedData)).rejects.toThrow("Another account of the wallet signed.");
});

test.each([
  ["bare", Object.assign(new Error("User denied"), { code: 4001 })],
  ["wrapped by viem", new UserRejectedRequestError(new Error("no"))],
])("a refusal (%s) says that nothing was granted", async (_, thrown) => {
  const owner = createWalletOwner({ address: wallet.address, signTypedData: () => Promise.reject<Hex>(thrown) });
  await expect(owner.signTypedData(typedData)).rejects.toBeInstanceOf(OwnerDeclinedError);
});

test("a hardware wallet without blind signing says what to turn on", async () => {
  const thrown = new Error("Ledger device: Please enable Blind signing or Contract data in the Ethereum app Settings");
  const owner = createWalletOwner({ address: wallet.address, signTypedData: () => Promise.reject<Hex>(thrown) });
  await expect(owner.signTypedData(typedData)).rejects.toThrow("turn on “Blind signing”");
});

test("a wallet that breaks is not a refusal", async () => {
  const owner = createWalletOwner({
    address: wallet.address,
    signTypedData: () => Promise.reject<Hex>(new Error("boom")),
  });
  await expect(owner.signTypedData(typedData)).rejects.toMatchObject({
    constructor: SessionError,
    shortMessage: "The wallet did not answer as expected. Unlock it and try again.",
    details: "Error: boom",
  });
});

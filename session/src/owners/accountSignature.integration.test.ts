import { zeroAddress } from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { waitForTransactionReceipt } from "viem/actions";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createPasskeyOwner } from "../../test/passkeyOwner.ts";
import { startWorld, type World } from "../../test/world.ts";
import { createFactoryArgs } from "../operation/calls.ts";
import { createMemoryKeyStore } from "../store/keyStore.ts";
import { readAccountOf } from "./accountOf.ts";
import { signMessageAsAccount, signTypedDataAsAccount } from "./accountSignature.ts";
import { openDeviceOwner } from "./deviceOwner.ts";
import type { Owner } from "./owner.ts";
import { createWalletOwner } from "./walletOwner.ts";

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.dispose());

const owners = {
  passkey: () => createPasskeyOwner(world.deployment.webAuthnVerifier),
  wallet: async () => {
    const wallet = privateKeyToAccount(generatePrivateKey());
    return createWalletOwner({ address: wallet.address, signTypedData: (data) => wallet.signTypedData(data) });
  },
  device: () => openDeviceOwner(createMemoryKeyStore(), world.deployment.p256Verifier),
};

async function deploy(owner: Owner) {
  const { factory: to, factoryData: data } = createFactoryArgs(world.deployment.playerAccountFactory, owner.signer);
  const hash = await world.wallet.sendTransaction({ to, data });
  await waitForTransactionReceipt(world.rpc, { hash });
}

/** Somebody else, who knows viem and the chain, and nothing of this kit. */
const verifier = () => world.rpc;

const offer = {
  domain: { name: "Market", version: "1", chainId: 31337, verifyingContract: `0x${"ab".repeat(20)}` },
  types: {
    Offer: [
      { name: "seller", type: "address" },
      { name: "things", type: "Thing[]" },
    ],
    Thing: [{ name: "name", type: "string" }],
  },
  primaryType: "Offer",
  message: { seller: zeroAddress, things: [{ name: "shell" }, { name: "pearl" }] },
} as const;

/** The type of the contents comes after another in the order of the alphabet, and the domain has a name only. */
const order = {
  domain: { name: "Shop" },
  types: { Order: [{ name: "item", type: "Item" }], Item: [{ name: "count", type: "uint256" }] },
  primaryType: "Order",
  message: { item: { count: 3n } },
} as const;

describe.each(["passkey", "wallet"] as const)("an account of a %s", (kind) => {
  test.each([false, true])("signs messages and typed data that viem verifies, deployed: %s", async (isDeployed) => {
    const owner = await owners[kind]();
    if (isDeployed) await deploy(owner);
    const { deployment } = world;
    const signing = { client: world.rpc, deployment, owner };
    const address = await readAccountOf(world.rpc, deployment, owner);

    const signature = await signMessageAsAccount({ ...signing, message: "I am here." });
    expect(signature.endsWith("6492".repeat(16)), "wrapped while there is no contract to ask").toBe(!isDeployed);
    expect(await verifier().verifyMessage({ address, message: "I am here.", signature })).toBe(true);
    expect(await verifier().verifyMessage({ address, message: "I am away.", signature })).toBe(false);
    const other = await readAccountOf(world.rpc, deployment, await owners.wallet());
    expect(await verifier().verifyMessage({ address: other, message: "I am here.", signature })).toBe(false);
    const raw = { raw: "0x1234" } as const;
    const ofBytes = await signMessageAsAccount({ ...signing, message: raw });
    expect(await verifier().verifyMessage({ address, message: raw, signature: ofBytes })).toBe(true);

    const typed = await signTypedDataAsAccount({ ...signing, ...offer });
    expect(await verifier().verifyTypedData({ address, ...offer, signature: typed })).toBe(true);
    const changed = { ...offer, message: { ...offer.message, things: [] } };
    expect(await verifier().verifyTypedData({ address, ...changed, signature: typed })).toBe(false);
    const explicit = await signTypedDataAsAccount({ ...signing, ...order });
    expect(await verifier().verifyTypedData({ address, ...order, signature: explicit })).toBe(true);
  });
});

test("an owner's plain signature says nothing for the account", async () => {
  const wallet = privateKeyToAccount(generatePrivateKey());
  const owner = createWalletOwner({ address: wallet.address, signTypedData: (data) => wallet.signTypedData(data) });
  await deploy(owner);
  const address = await readAccountOf(world.rpc, world.deployment, owner);
  const signature = await wallet.signTypedData(offer);
  expect(await verifier().verifyTypedData({ address, ...offer, signature })).toBe(false);
});

test("a guest's account signs nothing for others, and the owner is not asked", async () => {
  const device = await owners.device();
  const owner: Owner = { ...device, signTypedData: () => Promise.reject(new Error("asked")) };
  const signing = { client: world.rpc, deployment: world.deployment, owner };
  const refusal = { name: "InvalidInputError", shortMessage: expect.stringContaining("Secure it first") };
  await expect(signMessageAsAccount({ ...signing, message: "Hello" })).rejects.toMatchObject(refusal);
  await deploy(device);
  await expect(signTypedDataAsAccount({ ...signing, ...offer })).rejects.toMatchObject(refusal);
});

test("a type whose name the chain would not read is refused before anybody signs", async () => {
  const owner = await owners.wallet();
  const small = { ...order, types: { order: order.types.Item }, primaryType: "order", message: { count: 1n } } as const;
  const signing = { client: world.rpc, deployment: world.deployment, owner };
  await expect(signTypedDataAsAccount({ ...signing, ...small })).rejects.toMatchObject({ name: "InvalidInputError" });
});

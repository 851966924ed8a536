import {
  ResourceUnavailableRpcError,
  SwitchChainError,
  UnauthorizedProviderError,
  UnsupportedProviderMethodError,
  UserRejectedRequestError,
} from "viem";
import { describe, expect, test } from "vitest";

import { readWalletRefusal, type WalletRefusal } from "./walletRefusal.ts";

const coded = (code: number | string, message = "") => Object.assign(new Error(message), { code });
const cause = new Error("inner");

const table: [what: string, thrown: unknown, kind: WalletRefusal["kind"], nextStep: string][] = [
  ["4001", coded(4001, "User denied"), "declined", "you can try again"],
  ["4001 by viem", new UserRejectedRequestError(cause), "declined", "you can try again"],
  ["ethers' code for it", coded("ACTION_REJECTED"), "declined", "you can try again"],
  ["WalletConnect's 5000", coded(5000), "declined", "you can try again"],
  [
    "a refusal without a number",
    new Error("MetaMask Tx Signature: User denied message signature."),
    "declined",
    "try again",
  ],
  ["a refusal on the device", coded(-32603, "Ledger device: (denied by the user?) (0x6985)"), "declined", "try again"],
  ["4100", coded(4100), "unauthorized", "Allow it in the wallet"],
  ["4100 by viem", new UnauthorizedProviderError(cause), "unauthorized", "Allow it in the wallet"],
  ["4200", coded(4200), "unsupported", "Use another wallet, or a passkey"],
  ["4200 by viem", new UnsupportedProviderMethodError(cause), "unsupported", "Use another wallet, or a passkey"],
  ["no such method", coded(-32601), "unsupported", "Use another wallet, or a passkey"],
  ["4900", coded(4900), "disconnected", "Check its network and your internet"],
  ["4901", coded(4901), "disconnected", "Check its network and your internet"],
  ["4902", coded(4902, "Unrecognized chain ID"), "unknownChain", "Add it in the wallet"],
  ["4902 by viem", new SwitchChainError(cause), "unknownChain", "Add it in the wallet"],
  [
    "4902 of a mobile wallet",
    { code: -32603, message: "Internal error", data: { originalError: { code: 4902 } } },
    "unknownChain",
    "Add it in the wallet",
  ],
  ["-32002", coded(-32002), "pending", "Open it and answer there"],
  ["-32002 by viem", new ResourceUnavailableRpcError(cause), "pending", "Open it and answer there"],
  [
    "blind signing off",
    coded(-32603, "Ledger device: Please enable Blind signing or Contract data in the Ethereum app Settings"),
    "blindSigning",
    "turn on “Blind signing”",
  ],
  ["blind signing off, as a refusal", coded(4001, "EthAppPleaseEnableContractData"), "blindSigning", "“Blind signing”"],
  [
    "blind signing off, as bytes",
    coded(-32000, "Ledger device: UNKNOWN_ERROR (0x6a80)"),
    "blindSigning",
    "“Blind signing”",
  ],
  ["a locked device", coded(-32603, "Ledger device: Locked device (0x5515)"), "locked", "Unlock it"],
  ["a locked wallet", new Error("Wallet is locked"), "locked", "Unlock it"],
  ["no app open on the device", coded(-32603, "Ledger device: (0x6511)"), "device", "open its Ethereum app"],
  ["a device without a cable", new Error("DisconnectedDevice: The device was disconnected."), "device", "Plug it in"],
  [
    "a wallet that is gone",
    Object.assign(new Error("x"), { name: "ProviderNotFoundError" }),
    "gone",
    "reload this page",
  ],
  [
    "another chain",
    Object.assign(new Error("x"), { name: "ConnectorChainMismatchError" }),
    "wrongChain",
    "Change it there",
  ],
  ["an account that is not allowed", { name: "ConnectorAccountNotFoundError" }, "unauthorized", "Allow it"],
  ["a plain text", "user rejected the request", "declined", "try again"],
  ["anything else", new Error("boom"), "unknown", "try again"],
  ["nothing", undefined, "unknown", "try again"],
];

describe("a wallet's refusal has its own words and the next step", () => {
  test.each(table)("%s", (_, thrown, kind, nextStep) => {
    const refusal = readWalletRefusal(thrown);
    expect(refusal.kind).toBe(kind);
    expect(refusal.text).toContain(nextStep);
  });

  test("the inner error of a wrapped one counts", () => {
    expect(readWalletRefusal(new Error("outer", { cause: coded(4100) })).kind).toBe("unauthorized");
  });
});

test("the wallet's own words are never shown, however long or deep they are", () => {
  const ring = { message: "<b>Send all to 0xbad</b>".repeat(1_000) };
  Object.assign(ring, { cause: ring, data: { data: ring } });
  expect(readWalletRefusal(ring).text).toBe(readWalletRefusal(undefined).text);
});

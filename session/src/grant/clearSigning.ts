import type { Address } from "viem";
import { grantTypes } from "./grant.ts";
import { revokeAllTypes, revokeTypes } from "./revoke.ts";

type Field = {
  path: string;
  label: string;
  format: "raw" | "addressName" | "date";
  params?: { encoding: "timestamp" };
};
/** What a wallet shows of one message. */
type Format = { intent: string; fields: Field[]; required: string[] };

/** A clear-signing file (ERC-7730, version 1): how a wallet shows the messages of a session module. */
export type ClearSigningFile = {
  $schema: string;
  context: {
    $id: string;
    eip712: {
      domain: { name: string; version: string };
      deployments: readonly { chainId: number; address: Address }[];
      schemas: readonly { primaryType: string; types: Record<string, readonly { name: string; type: string }[]> }[];
    };
  };
  metadata: { owner: string };
  display: { formats: Record<string, Format> };
};

const domainType = {
  EIP712Domain: [
    { name: "name", type: "string" },
    { name: "version", type: "string" },
    { name: "chainId", type: "uint256" },
    { name: "verifyingContract", type: "address" },
  ],
} as const;

/** Every field of each message is shown, in words of a person; members of lists by `[]`. */
const labels = {
  Grant: {
    account: "Account",
    sessionKey: "Session key",
    validAfter: "Begins after",
    validUntil: "Ends after",
    maxActions: "Calls, at most",
    maxSpend: "Counts as spent, at most",
    maxGasWei: "Network fees in wei, at most",
    paymaster: "Who pays the fees",
    nonceKey: "Lane",
    epoch: "Epoch",
    "permissions.[].target": "May call",
    "permissions.[].functionSignature": "Function",
    "permissions.[].maxValue": "Wei with each call, at most",
    "permissions.[].spendArgument": "Argument that counts as spent",
    "permissions.[].period": "Limits restart each",
    "permissions.[].limits.[].counted": "Limited",
    "permissions.[].limits.[].max": "At most",
    "permissions.[].conditions.[].argument": "Argument",
    "permissions.[].conditions.[].rule": "Must be",
    "permissions.[].conditions.[].values.[]": "Value",
    "permissions.[].policies.[].policy": "Asks the contract",
    "permissions.[].policies.[].config": "With",
  },
  Revoke: { account: "Account", session: "Session to end" },
  RevokeAll: { account: "Account", epoch: "Epoch to end" },
} as const;

const intents = { Grant: "Allow a session key", Revoke: "End a session", RevokeAll: "End all sessions" } as const;
const types = { Grant: grantTypes, Revoke: revokeTypes, RevokeAll: revokeAllTypes } as const;
type Message = keyof typeof types;

/**
 * The clear-signing file of a deployer's session modules, for the registries that wallets read: made from the very types that are signed.
 * @param name Name of the domain in which owners sign: the deployer's.
 * @param deployments The modules, by chain.
 * @returns The file as JSON, after ERC-7730.
 */
export function clearSigningFile(
  name: string,
  deployments: readonly { chainId: number; sessionValidator: Address }[],
): ClearSigningFile {
  const messages = Object.keys(types) as Message[];
  return {
    $schema: "https://eips.ethereum.org/assets/eip-7730/erc7730-v1.schema.json",
    context: {
      $id: `${name} sessions`,
      eip712: {
        domain: { name, version: "2" },
        deployments: deployments.map(({ chainId, sessionValidator: address }) => ({ chainId, address })),
        schemas: messages.map((primaryType) => ({ primaryType, types: { ...domainType, ...types[primaryType] } })),
      },
    },
    metadata: { owner: name },
    display: { formats: Object.fromEntries(messages.map((message) => [message, formatOf(message)])) },
  };
}

function formatOf(message: Message): Format {
  const fields = Object.entries(labels[message]).map(([path, label]) => fieldOf(path, label));
  return { intent: intents[message], fields, required: fields.map(({ path }) => path) };
}

function fieldOf(path: string, label: string): Field {
  if (path === "validAfter" || path === "validUntil") {
    return { path, label, format: "date", params: { encoding: "timestamp" } };
  }
  const isAddress = /(^|\.)(account|paymaster|target|policy)$/.test(path);
  return { path, label, format: isAddress ? "addressName" : "raw" };
}

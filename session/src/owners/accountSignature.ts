import type { Address, Client, Hex, SignableMessage, Transport, TypedData, TypedDataDefinition } from "viem";
import {
  concat,
  getTypesForEIP712Domain,
  hashDomain,
  hashStruct,
  numberToHex,
  serializeErc6492Signature,
  size,
  stringToHex,
  toPrefixedMessage,
} from "viem";
import type { SessionDeployment } from "../deployment.ts";
import { InvalidInputError } from "../errors/errors.ts";
import { createFactoryArgs } from "../operation/calls.ts";
import { readAccountOf } from "./accountOf.ts";
import type { Owner, OwnerTypedData } from "./owner.ts";
import { accountDomain, readOwnership } from "./ownership.ts";

/** Who signs for which account. */
export type AccountSignatureParameters = {
  /** Reads the chain. */
  client: Client<Transport>;
  deployment: SessionDeployment;
  /** The owner of the account. A session key cannot sign for an account. */
  owner: Owner;
  /** Default: the owner's account. */
  account?: Address | undefined;
};

/**
 * Signs a text in the name of an account (ERC-191), for `verifyMessage` of viem and everybody who checks by ERC-1271. The owner sees
 * the text, bound to the account (ERC-7739), so the signature is valid for no other account of the same owner.
 * @param parameters See {@link AccountSignatureParameters}, and the message.
 * @returns The signature; wrapped by ERC-6492 while the account is not deployed.
 * @throws InvalidInputError if the account's signatures are invalid: its owner is a device key, or was one less than a day ago.
 * OwnerDeclinedError if the owner refuses; UnavailableError if the chain does not answer.
 */
export async function signMessageAsAccount({
  message,
  ...parameters
}: AccountSignatureParameters & { message: SignableMessage }): Promise<Hex> {
  const { account, wrap } = await readSigningAccount(parameters);
  const typedData = {
    domain: accountDomain(parameters.deployment.chainId, account),
    types: { PersonalSign: [{ name: "prefixed", type: "bytes" }] },
    primaryType: "PersonalSign",
    message: { prefixed: toPrefixedMessage(message) },
  };
  return wrap(await parameters.owner.signTypedData(typedData));
}

/**
 * Signs typed data in the name of an account (EIP-712), for `verifyTypedData` of viem and everybody who checks by ERC-1271. The owner
 * sees the contents, bound to the account (ERC-7739).
 * @param parameters See {@link AccountSignatureParameters}, and the typed data.
 * @returns The signature; wrapped by ERC-6492 while the account is not deployed.
 * @throws As {@link signMessageAsAccount}; InvalidInputError also if the name of the primary type does not begin with a capital letter.
 */
export async function signTypedDataAsAccount<
  const typedData extends TypedData | Record<string, unknown>,
  primaryType extends keyof typedData | "EIP712Domain" = keyof typedData,
>({
  client,
  deployment,
  owner,
  account: given,
  ...typed
}: AccountSignatureParameters & TypedDataDefinition<typedData, primaryType>): Promise<Hex> {
  const { domain, types, primaryType, message } = typed as unknown as OwnerTypedData;
  if (!/^[A-Z]\w*$/.test(primaryType)) {
    throw new InvalidInputError(
      `An account cannot sign the type "${primaryType}": its name must begin with a capital.`,
    );
  }
  const { account, wrap } = await readSigningAccount({ client, deployment, owner, account: given });
  const { EIP712Domain: _, ...contentTypes } = types as Record<string, Types[string]>;
  const nested = {
    domain,
    types: { ...contentTypes, TypedDataSign: [{ name: "contents", type: primaryType }, ...bindingFields] },
    primaryType: "TypedDataSign",
    message: {
      ...{ contents: message, ...accountDomain(deployment.chainId, account) },
      salt: numberToHex(0, { size: 32 }),
    },
  };
  const signature = await owner.signTypedData(nested);
  const separator = hashDomain({ domain, types: { EIP712Domain: getTypesForEIP712Domain({ domain }) } } as never);
  const contents = hashStruct({ data: message, primaryType, types: contentTypes } as never);
  const description = stringToHex(describeContents(primaryType, contentTypes));
  return wrap(concat([signature, separator, contents, description, numberToHex(size(description), { size: 2 })]));
}

/** What binds contents to an account: the fields of its EIP-712 domain. */
const bindingFields = [
  { name: "name", type: "string" },
  { name: "version", type: "string" },
  { name: "chainId", type: "uint256" },
  { name: "verifyingContract", type: "address" },
  { name: "salt", type: "bytes32" },
] as const;

type Types = OwnerTypedData["types"];

/**
 * The type of the contents as ERC-7739 wants it: definitions in the order of the alphabet, as they follow `TypedDataSign`, and then the
 * name, if the contents are not the first of them.
 */
function describeContents(primaryType: string, types: Types): string {
  const names = [...findTypes(primaryType, types)].sort();
  const define = (name: string) => `${name}(${types[name]?.map((field) => `${field.type} ${field.name}`).join(",")})`;
  return `${names.map(define).join("")}${names[0] === primaryType ? "" : primaryType}`;
}

function findTypes(name: string, types: Types, found: Set<string> = new Set()): Set<string> {
  const fields = types[name];
  if (!fields || found.has(name)) return found;
  found.add(name);
  for (const { type } of fields) findTypes(type.replace(/\[.*$/, ""), types, found);
  return found;
}

async function readSigningAccount({ client, deployment, owner, account: given }: AccountSignatureParameters) {
  const account = given ?? (await readAccountOf(client, deployment, owner));
  const { isDeployed, isConfined } = await readOwnership(client, account);
  if (isConfined || owner.kind === "device") {
    throw new InvalidInputError(
      "This account signs nothing for others: its owner is a key of a browser, or was one until recently. Secure it first.",
      { details: `isConfined ${isConfined}, owner ${owner.kind}` },
    );
  }
  const { factory: address, factoryData: data } = createFactoryArgs(deployment.playerAccountFactory, owner.signer);
  const wrap = (signature: Hex): Hex =>
    isDeployed ? signature : serializeErc6492Signature({ address, data, signature });
  return { account, wrap };
}

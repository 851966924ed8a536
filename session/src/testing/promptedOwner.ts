import { hashTypedData } from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import type { SessionDeployment } from "../deployment.ts";
import { InvalidInputError, OwnerDeclinedError } from "../errors/errors.ts";
import { createP256KeyPair, readSignerBytes, signDigest } from "../keys/p256.ts";
import type { Owner } from "../owners/owner.ts";
import { accountOwner, type OwnerContext, type OwnerSource } from "../owners/sources.ts";
import { createVirtualPasskey } from "./virtualPasskey.ts";

/** What an owner would have been asked to sign. */
export type Prompt = { kind: Owner["kind"]; primaryType: string; message: Record<string, unknown> };

/** Options of a test owner. */
export type TestOwnerOptions = {
  /** Default `wallet`. A `device` key signs without asking, so it leaves no prompt. */
  kind?: Owner["kind"];
  /** Refuses everything. */
  decline?: boolean;
};

/** Where the prompts of a stack are recorded, by its deployment, because an owner sees only that of its world. */
const recorders = new WeakMap<SessionDeployment, (prompt: Prompt) => void>();

/**
 * Records the prompts of test owners.
 * @param deployment The stack's deployment, the same object.
 * @param record Called with each prompt.
 */
export function recordPrompts(deployment: SessionDeployment, record: (prompt: Prompt) => void): void {
  recorders.set(deployment, record);
}

/**
 * An owner that records what it is asked instead of asking a person, and signs. The same source is the same owner, in
 * every stack.
 * @param options See {@link TestOwnerOptions}.
 * @returns For `open`; `prompts` has everything that it was asked, in every stack.
 */
export function testOwner({ kind = "wallet", decline = false }: TestOwnerOptions = {}): OwnerSource & {
  readonly prompts: readonly Prompt[];
} {
  const prompts: Prompt[] = [];
  const openKind = ofKind[kind]();
  const open = async (context: OwnerContext): Promise<Owner> => {
    const owner = await openKind(context);
    return {
      ...owner,
      signTypedData: async (typedData) => {
        const { primaryType, message } = typedData;
        const prompt = { kind, primaryType, message };
        if (kind !== "device") {
          prompts.push(prompt);
          recorders.get(context.deployment)?.(prompt);
        }
        if (decline) throw new OwnerDeclinedError("The owner said no.");
        return owner.signTypedData(typedData);
      },
    };
  };
  return Object.assign(open, { prompts });
}

const ofKind: Record<Owner["kind"], () => OwnerSource> = {
  wallet: () => accountOwner(privateKeyToAccount(generatePrivateKey())),
  device: () => {
    const pair = createP256KeyPair();
    return async ({ deployment }) => {
      const { publicKey, privateKey } = await pair;
      return {
        kind: "device",
        signer: await readSignerBytes(deployment.p256Verifier, publicKey),
        signTypedData: (typedData) => signDigest(privateKey, hashTypedData(typedData)),
      };
    };
  },
  passkey: () => {
    const pair = createP256KeyPair();
    return async ({ deployment: { webAuthnVerifier } }) => {
      if (!webAuthnVerifier) throw new InvalidInputError("This deployment has no verifier for passkeys.");
      return createVirtualPasskey(webAuthnVerifier, await pair);
    };
  },
};

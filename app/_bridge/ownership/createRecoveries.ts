import { ownTypedData, recoverCall, recoverTypedData, sendOwnerChange } from "@hourglass/session/core";
import type { Address, Hex } from "viem";
import { hashTypedData, parseAbi, verifyTypedData } from "viem";
import type { Context } from "../context";
import { createLinkedOwner } from "../effects/linkedOwner";
import { openOwner } from "../effects/openDoor";
import { withDeadline } from "../owner/createOwnerPort";
import type { WalletLink } from "../ports";
import type { VaultDoor } from "../views";
import type { RecoveryRequest } from "./recoveryLink";
import { toSignerView } from "./toAccountView";
import type { AccountPage, RecoveryView, SignerView } from "./views";

/** An account as it was read, for which another owner is asked. */
type Asked = Pick<AccountPage, "change" | "recovery"> & { account: Address };

/** What the next owner and guardians do on their own devices. */
export type Recoveries = {
  /** A signer of a request, for the page. */
  describe: (signer: Hex) => SignerView;
  /** The next owner proves that they own the passkey or wallet. @throws Error with words for the visitor. */
  begin: (page: Asked, door: VaultDoor, signal: AbortSignal) => Promise<RecoveryRequest>;
  /** A guardian agrees, with the wallet of this page. @throws Error with words for the visitor. */
  agree: (page: Asked, request: RecoveryRequest, address: Address, signal: AbortSignal) => Promise<RecoveryRequest>;
  /** The guardians who agreed, in lowercase; signatures that the chain would refuse do not count. */
  whoAgreed: (page: Asked, request: RecoveryRequest) => Promise<readonly Hex[]>;
  /** Sends it by the relay: it needs no money. @throws Error with words for the visitor. */
  send: (page: Asked, request: RecoveryRequest) => Promise<void>;
};

const contractAbi = parseAbi(["function isValidSignature(bytes32 hash, bytes signature) view returns (bytes4)"]);
const VALID = "0x1626ba7e";

type Parts = {
  context: Context;
  wallet: WalletLink;
  /** Turns errors into words. */
  speak: (cause: unknown) => never;
};

/** Creates the access; nothing is asked yet. */
export function createRecoveries({ context, wallet, speak }: Parts): Recoveries {
  const { rpc, sponsor, config } = context;
  const { chainId } = config.deployment;
  const changeOf = ({ account, change, owner }: Pick<RecoveryRequest, "account" | "change" | "owner">) =>
    ({ chainId, account, owner, change }) as const;

  const begin = async ({ account, change }: Asked, door: VaultDoor, signal: AbortSignal) => {
    const next = withDeadline(await openOwner(context, wallet, door, signal), signal);
    const asked = { account: toLower(account), change, owner: toLower(next.signer) };
    return { ...asked, proof: await next.signTypedData(ownTypedData(changeOf(asked))), signatures: {} };
  };

  const agree = async (page: Asked, request: RecoveryRequest, address: Address, signal: AbortSignal) => {
    const guardian = toLower(address);
    if (!namesOf(page.recovery).includes(guardian)) {
      throw new Error("This wallet is not one of the guardians. Choose the account that the owner named.");
    }
    requireCurrent(page, request);
    const owner = withDeadline(createLinkedOwner(wallet, address), signal);
    const signature = await owner.signTypedData(recoverTypedData(changeOf(request)));
    return { ...request, signatures: { ...request.signatures, [guardian]: signature } };
  };

  /** By the guardian's own key, or by its contract. */
  const isSigned = async (request: RecoveryRequest, guardian: Hex, signature: Hex): Promise<boolean> => {
    const typedData = recoverTypedData(changeOf(request));
    if (await verifyTypedData({ ...typedData, address: guardian, signature }).catch(() => false)) return true;
    const args = [hashTypedData(typedData), signature] as const;
    const question = { abi: contractAbi, address: guardian, functionName: "isValidSignature", args } as const;
    return rpc.readContract(question).then(
      (answer) => answer === VALID,
      () => false,
    );
  };

  const whoAgreed = async ({ recovery }: Asked, request: RecoveryRequest) => {
    const answers = await Promise.all(
      namesOf(recovery).map(async (guardian) => {
        const signature = request.signatures[guardian];
        return signature && (await isSigned(request, guardian, signature)) ? guardian : undefined;
      }),
    );
    return answers.filter((guardian) => guardian !== undefined);
  };

  const send = async (page: Asked, request: RecoveryRequest) => {
    requireCurrent(page, request);
    const { guardians, threshold } = page.recovery;
    const agreed = await whoAgreed(page, request);
    const signatures = namesOf(page.recovery).map((each) =>
      agreed.includes(each) ? request.signatures[each] : undefined,
    );
    const { account, owner, proof } = request;
    const given = { guardians: guardians.map(({ signer }) => signer), threshold, owner, proof, signatures };
    await sendOwnerChange(sponsor, rpc, recoverCall(account, given));
  };

  return {
    describe: (signer) => toSignerView(signer, config.deployment),
    begin: (...asked) => begin(...asked).catch(speak),
    agree: (...asked) => agree(...asked).catch(speak),
    whoAgreed,
    send: (...asked) => send(...asked).catch(speak),
  };
}

const toLower = <text extends Hex>(text: text) => text.toLowerCase() as text;

const namesOf = ({ guardians }: RecoveryView): readonly Hex[] => guardians.map(({ signer }) => toLower(signer));

function requireCurrent({ change }: Asked, request: RecoveryRequest): void {
  if (change === request.change) return;
  throw new Error("Something changed since this request was made, so its signatures are void. Ask for a new one.");
}

import type { Address, Client, Hex, Transport } from "viem";
import { hashTypedData, size } from "viem";
import { getCode, readContract } from "viem/actions";
import { toUnavailableOrRefused } from "../errors/decodeFailure.ts";
import { OwnerDeclinedError, RefusedError, SessionError } from "../errors/errors.ts";
import { haltOf } from "../errors/halt.ts";
import { CancelledError } from "../lane/deadline.ts";
import { pause } from "../lane/pause.ts";
import type { OwnerTypedData } from "./owner.ts";

const erc1271Abi = [
  {
    ...{ type: "function", name: "isValidSignature", stateMutability: "view" },
    inputs: [
      { name: "hash", type: "bytes32" },
      { name: "signature", type: "bytes" },
    ],
    outputs: [{ type: "bytes4" }],
  },
] as const;
const ERC1271_MAGIC = "0x1626ba7e";
/** As much as validation and a sponsor allow a contract to use. */
const MAX_ASKING_GAS = 2_000_000n;
const POLL_MS = 2_000;

/** Code of an address with a key that delegates to a contract (EIP-7702): the key still signs. */
const DELEGATION = "0xef0100";

/**
 * Whether an address with this code is a contract, which approves by ERC-1271 only. A delegated address (EIP-7702) is not: its key signs.
 * @param code As returned by `getCode`.
 */
export const isContractCode = (code: Hex | undefined): boolean =>
  code !== undefined && code !== "0x" && !code.toLowerCase().startsWith(DELEGATION);

/**
 * Whether an owner is a contract on this chain, such as a Safe.
 * @param client Reads the chain.
 * @param signer ERC-7913 signer.
 * @throws UnavailableError if the chain does not answer.
 */
export async function isContractOwner(client: Client<Transport>, signer: Hex): Promise<boolean> {
  if (size(signer) !== 20) return false;
  const code = await getCode(client, { address: signer }).catch((cause: unknown) => {
    throw toUnavailableOrRefused("rpc", cause);
  });
  return isContractCode(code);
}

/**
 * Whether a contract approves a digest (ERC-1271). An empty signature asks whether it approved on chain, as a Safe does after
 * `SignMessageLib.signMessage`.
 * @param client Reads the chain.
 * @throws UnavailableError if the chain does not answer; a contract that reverts or halts does not approve.
 */
export async function isApprovedBy(
  client: Client<Transport>,
  address: Address,
  digest: Hex,
  signature: Hex,
): Promise<boolean> {
  const at = { abi: erc1271Abi, address, functionName: "isValidSignature", gas: MAX_ASKING_GAS } as const;
  try {
    return (await readContract(client, { ...at, args: [digest, signature] })) === ERC1271_MAGIC;
  } catch (cause) {
    const error = toUnavailableOrRefused("rpc", cause);
    if (error instanceof RefusedError || haltOf(cause)) return false;
    throw error;
  }
}

/** How far an approval is. `failed`: the wallet did not sign; the approval on chain is still waited for. */
export type ApprovalProgress = { wallet: "none" | "asked" | "tooFew" | "failed"; reason?: string | undefined };

/** Parameters of {@link waitForApproval}. */
export type WaitForApprovalParameters = {
  /** Reads the chain. */
  client: Client<Transport>;
  /** The owner, a contract. */
  address: Address;
  typedData: OwnerTypedData;
  /** Asks the wallet, which collects the signatures of the contract's signers. Absent: only the chain is watched. */
  sign?: ((typedData: OwnerTypedData) => Promise<Hex>) | undefined;
  signal?: AbortSignal | undefined;
  /** Told how far the question to the wallet is. */
  onProgress?: ((progress: ApprovalProgress) => void) | undefined;
  /** How often the chain is asked. Default 2 seconds. */
  pollMs?: number | undefined;
};

/**
 * Waits until a contract approves typed data: by a signature that the wallet returns and the contract accepts, or on chain, whichever comes first.
 * @param parameters See {@link WaitForApprovalParameters}.
 * @returns What proves it: the signature, or `0x` after an approval on chain.
 * @throws OwnerDeclinedError if the wallet refuses; CancelledError when the signal aborts. While the chain does not answer it goes on asking.
 */
export async function waitForApproval(parameters: WaitForApprovalParameters): Promise<Hex> {
  const { client, address, typedData, sign, signal, onProgress, pollMs = POLL_MS } = parameters;
  const digest = hashTypedData(typedData);
  const own = new AbortController();
  const ending = signal ? AbortSignal.any([signal, own.signal]) : own.signal;
  /** While the chain does not answer it is asked again: what signers have signed is kept. */
  const isApproved = async (signature: Hex): Promise<boolean> => {
    for (;;) {
      if (ending.aborted) throw new CancelledError();
      const answer = await isApprovedBy(client, address, digest, signature).catch(() => undefined);
      if (answer !== undefined) return answer;
      await pause(pollMs, ending);
    }
  };
  const byWallet = async (ask: NonNullable<typeof sign>): Promise<Hex | undefined> => {
    onProgress?.({ wallet: "asked" });
    const answer = await ask(typedData).catch((error: unknown) => {
      if (error instanceof OwnerDeclinedError) throw error;
      const reason = error instanceof SessionError ? error.shortMessage : String(error);
      onProgress?.({ wallet: "failed", reason });
      return undefined;
    });
    if (answer === undefined) return undefined;
    const isEnough = await isApproved(answer);
    if (!isEnough) onProgress?.({ wallet: "tooFew" });
    return isEnough ? answer : undefined;
  };
  const byChain = async (): Promise<Hex> => {
    while (!(await isApproved("0x"))) await pause(pollMs, ending);
    return "0x";
  };
  try {
    const chain = byChain();
    return await (sign ? Promise.race([chain, byWallet(sign).then((answer) => answer ?? chain)]) : chain);
  } finally {
    own.abort();
  }
}

import type { Account, Address, EIP1193Provider, WalletClient } from "viem";
import type { SessionDeployment } from "../deployment.ts";
import { InvalidInputError, OwnerDeclinedError, SessionError } from "../errors/errors.ts";
import type { KeyStore } from "../store/keyStore.ts";
import { openDeviceOwner } from "./deviceOwner.ts";
import type { Owner, OwnerTypedData } from "./owner.ts";
import { createProviderPort, createWalletOwner } from "./walletOwner.ts";
import { readWalletRefusal } from "./walletRefusal.ts";

/** The world for which an owner is opened. */
export type OwnerContext = { deployment: SessionDeployment; store: KeyStore };
/** Opens an owner in one world, like wagmi's connectors: nothing happens before it is called. */
export type OwnerSource = (context: OwnerContext) => Promise<Owner>;
type Provider = Pick<EIP1193Provider, "request">;

/**
 * The owner, opened if necessary.
 * @param owner An owner, or how to get one.
 * @param context The world.
 */
export const openOwner = async (owner: Owner | OwnerSource, context: OwnerContext): Promise<Owner> =>
  typeof owner === "function" ? owner(context) : owner;

/** A guest: a P-256 key of this browser, not extractable. It is lost with the site's data: tell the user. */
export function deviceOwner(): OwnerSource {
  return ({ store, deployment }) => openDeviceOwner(store, deployment.p256Verifier);
}

/**
 * A wallet.
 * @param wallet An EIP-1193 provider, a function that returns one, or a viem wallet client. Default: the first that announces itself (EIP-6963).
 * @param address The account in it. Default: the first one that the wallet returns after its prompt.
 */
export function walletOwner(
  wallet?: Provider | WalletClient | (() => Promise<Provider>),
  address?: Address,
): OwnerSource {
  return async () => {
    const provider = typeof wallet === "function" ? await wallet() : (wallet ?? (await findProvider()));
    // Called as a method of the provider: providers that are classes need that.
    const asked: Provider = {
      request: ((question: never) => (provider as Provider).request(question)) as Provider["request"],
    };
    const account = address ?? (await askForAccount(asked));
    return createWalletOwner(createProviderPort(asked, account));
  };
}

/** A viem local account, for servers and tests. */
export function accountOwner(account: Account): OwnerSource {
  return async () => {
    const { signTypedData } = account;
    if (!signTypedData) throw new InvalidInputError("This account cannot sign typed data.");
    return createWalletOwner({
      address: account.address,
      signTypedData: (data: OwnerTypedData) => signTypedData(data as Parameters<typeof signTypedData>[0]),
    });
  };
}

async function askForAccount(provider: Provider): Promise<Address> {
  try {
    const [first] = await provider.request({ method: "eth_requestAccounts" });
    if (first) return first;
  } catch (cause) {
    const { kind, text } = readWalletRefusal(cause);
    throw kind === "declined" ? new OwnerDeclinedError(text, { cause }) : new SessionError(text, { cause });
  }
  throw new OwnerDeclinedError("The wallet shows no account.");
}

/** EIP-6963: wallets that are present answer before `dispatchEvent` returns. */
async function findProvider(): Promise<Provider> {
  const found: Provider[] = [];
  const hear = (event: Event) => {
    const { provider } = (event as CustomEvent<{ provider: Provider }>).detail;
    found.push(provider);
  };
  if (typeof window !== "undefined") {
    window.addEventListener("eip6963:announceProvider", hear);
    window.dispatchEvent(new Event("eip6963:requestProvider"));
    window.removeEventListener("eip6963:announceProvider", hear);
  }
  const [first] = found;
  if (!first) throw new SessionError("No wallet was found in this browser.");
  return first;
}

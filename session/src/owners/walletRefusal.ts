/** Why a wallet did not do what it was asked to do. */
export type WalletRefusal = {
  kind:
    | "declined"
    | "unauthorized"
    | "unsupported"
    | "disconnected"
    | "unknownChain"
    | "wrongChain"
    | "pending"
    | "blindSigning"
    | "locked"
    | "device"
    | "gone"
    | "unknown";
  /** What happened, and the next step. For the player. */
  text: string;
};

const texts: Readonly<Record<WalletRefusal["kind"], string>> = {
  declined: "You declined in the wallet. Nothing was signed; you can try again.",
  unauthorized: "The wallet has not allowed this site to use that account. Allow it in the wallet, then try again.",
  unsupported:
    "This wallet cannot sign a message that you can read, which is needed here. Use another wallet, or a passkey.",
  disconnected: "The wallet is not connected to a network. Check its network and your internet, then try again.",
  unknownChain:
    "The wallet does not know this network. Add it in the wallet, or let the wallet add it when it asks, then try again.",
  wrongChain: "The wallet is on another network. Change it there, then try again.",
  pending: "The wallet is already asking you something. Open it and answer there first.",
  blindSigning:
    "Your hardware wallet does not sign this message yet. Open its Ethereum app, turn on “Blind signing” in the settings, then try again.",
  locked: "The wallet is locked. Unlock it, then try again.",
  device: "The wallet cannot reach your hardware wallet. Plug it in, unlock it, open its Ethereum app, then try again.",
  gone: "That wallet is not in this browser any more. Turn it on or install it, then reload this page.",
  unknown: "The wallet did not answer as expected. Unlock it and try again.",
};

/**
 * Codes of EIP-1193, EIP-1474, EIP-3326 and WalletConnect. -32603 and -32000 say nothing: with them the words decide.
 */
const byCode: Readonly<Record<string, WalletRefusal["kind"]>> = {
  4001: "declined",
  5000: "declined",
  ACTION_REJECTED: "declined",
  4100: "unauthorized",
  5001: "unsupported",
  4200: "unsupported",
  [-32601]: "unsupported",
  [-32004]: "unsupported",
  4900: "disconnected",
  4901: "disconnected",
  4902: "unknownChain",
  [-32002]: "pending",
};

/** The names of wagmi's own errors. */
const byName: Readonly<Record<string, WalletRefusal["kind"]>> = {
  UserRejectedRequestError: "declined",
  ConnectorAccountNotFoundError: "unauthorized",
  ConnectorChainMismatchError: "wrongChain",
  ConnectorNotConnectedError: "disconnected",
  ProviderNotFoundError: "gone",
  ConnectorNotFoundError: "gone",
};

/** Checked before any code: hardware wallet errors have whatever code their wallet uses for "internal". */
const hardware: readonly [pattern: RegExp, kind: WalletRefusal["kind"]][] = [
  [/blind.?sign|contract.?data|0x6a80/i, "blindSigning"],
  [/0x6985|denied by the user/i, "declined"],
  [/0x5515|0x6b0c|0x6982|locked.?device|device is locked/i, "locked"],
  [
    /0x6511|0x6e00|0x6d00|ethereum app|disconnected.?device|transport.*(open|busy)|no device (selected|found)/i,
    "device",
  ],
];

/** Used if no code says more. */
const words: readonly [pattern: RegExp, kind: WalletRefusal["kind"]][] = [
  [/user (rejected|denied|cancell?ed)|rejected by (the )?user/i, "declined"],
  [/\b(un)?locked?\b/i, "locked"],
  [/already (pending|processing)/i, "pending"],
  [/unrecogni[sz]ed chain/i, "unknownChain"],
  [/not (supported|implemented)|unsupported/i, "unsupported"],
];

/** Wallets wrap one error in another; a longer chain than this, or a cycle, adds nothing. */
const MAX_DEPTH = 8;

/**
 * Reads a wallet's refusal. The wallet's own words are never shown: they are only searched for a known cause.
 * @param error Whatever was thrown: by the wallet, or around it by viem or wagmi.
 * @returns The cause, in our words.
 */
export function readWalletRefusal(error: unknown): WalletRefusal {
  const seen = unwrap(error);
  const messages = seen.map(({ message }) => message).join(" ");
  const kind =
    hardware.find(([pattern]) => pattern.test(messages))?.[1] ??
    first(seen, ({ code }) => byCode[code]) ??
    first(seen, ({ name }) => byName[name]) ??
    words.find(([pattern]) => pattern.test(messages))?.[1] ??
    "unknown";
  return { kind, text: texts[kind] };
}

type Layer = { code: string; name: string; message: string };

/** The error and the errors inside it: `cause` of viem, `data.originalError` of mobile wallets. */
function unwrap(error: unknown, depth = 0): Layer[] {
  if (typeof error === "string") return [{ code: "", name: "", message: error }];
  if (typeof error !== "object" || error === null || depth === MAX_DEPTH) return [];
  const { code, name, message, cause, data, originalError } = error as Record<string, unknown>;
  const layer = { code: text(code), name: text(name), message: text(message) };
  return [layer, ...[cause, data, originalError].flatMap((inner) => unwrap(inner, depth + 1))];
}

function text(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value).slice(0, 1_000) : "";
}

function first<T>(layers: readonly Layer[], read: (layer: Layer) => T | undefined): T | undefined {
  for (const layer of layers) {
    const found = read(layer);
    if (found !== undefined) return found;
  }
  return undefined;
}

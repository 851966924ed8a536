import { type Address, isAddress, parseEther } from "viem";
import { UsageError } from "../stack/options.ts";

export const USAGE = `npm run sponsor -- <command>

  status                   deposit, stake, what is promised and spent today, and who takes most
  deposit <eth>            adds to the deposit that pays for gas        (SPONSOR_OWNER_KEY pays)
  withdraw <eth> <to>      takes from the deposit                       (SPONSOR_OWNER_KEY)
  deny <account>           stops paying for an account, at once         (SPONSOR_WATCHER_KEY)
  allow <account>          pays for it again                            (SPONSOR_WATCHER_KEY)

Without RPC_URL it speaks to the world of 'npm run dev', with the keys of the local chain; --data FOLDER names that
world's folder where it is not .data. Otherwise set RPC_URL,
CHAIN_ID, DEPLOYMENT_FILE, and for status DATABASE_URL and the limits of the sponsor, as the app has them.`;

/** What each takes, and what it then is. */
const COMMANDS = {
  status: { takes: [], read: () => ({ name: "status" }) as const },
  deposit: { takes: ["eth"], read: (eth: string) => ({ name: "deposit", amountWei: parseAmount(eth) }) as const },
  withdraw: {
    takes: ["eth", "to"],
    read: (eth: string, to: string) =>
      ({ name: "withdraw", amountWei: parseAmount(eth), to: parseAddress("to", to) }) as const,
  },
  deny: {
    takes: ["account"],
    read: (account: string) => ({ name: "deny", account: parseAddress("account", account) }) as const,
  },
  allow: {
    takes: ["account"],
    read: (account: string) => ({ name: "allow", account: parseAddress("account", account) }) as const,
  },
};

/** What the operator wants of the sponsor. */
export type Command = ReturnType<(typeof COMMANDS)[keyof typeof COMMANDS]["read"]>;

/**
 * Parses what was typed.
 * @throws UsageError that says what was seen and what is allowed.
 */
export function parseCommand(argv: readonly string[]): Command {
  const [name = "", ...values] = argv;
  const command = new Map(Object.entries(COMMANDS)).get(name);
  if (!command) throw new UsageError(`Seen '${name}', which is no command.\n\n${USAGE}`);
  const wanted = [name, ...command.takes.map((parameter) => `<${parameter}>`)].join(" ");
  if (values.length !== command.takes.length) throw new UsageError(`Seen '${argv.join(" ")}'; allowed: ${wanted}`);
  return command.read(values[0] ?? "", values[1] ?? "");
}

function parseAmount(text: string): bigint {
  const amountWei = /^\d{1,9}(\.\d{1,18})?$/.test(text) ? parseEther(text) : 0n;
  if (amountWei > 0n) return amountWei;
  throw new UsageError(`eth: seen '${text}'; allowed: an amount of ether above 0, such as 0.5`);
}

/** In mixed case the checksum must be right: it is there against typing errors. */
function parseAddress(name: string, text: string): Address {
  if (isAddress(text) && BigInt(text) !== 0n) return text;
  throw new UsageError(
    `${name}: seen '${text}'; allowed: an address that is not zero: 0x and 40 hexadecimal digits, with the right checksum if any`,
  );
}

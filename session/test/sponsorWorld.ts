import { parseAbi, parseEther, parseGwei } from "viem";
import { createPaymasterClient } from "viem/account-abstraction";
import { requestVoucher } from "../src/operation/voucher.ts";
import { allow } from "../src/permissions/allow.ts";
import {
  createRelay,
  createSponsor,
  memoryLedger,
  type Sponsor,
  type SponsorLedger,
  type SponsorLogLine,
  type SponsorPolicy,
} from "../src/sponsor/index.ts";
import type { Player } from "./player.ts";
import type { World } from "./world.ts";

/** What a product would know about the tests' target. */
export const playAbi = parseAbi([
  "function play(uint256 value) payable",
  "function fail(uint256 value)",
  "function spend(uint256, uint256 amount)",
  "error Refused(uint256 value)",
]);

/** What a session may do, for the page and for the sponsor. */
export const playable = ({ contracts }: World) =>
  allow({
    ...{ address: contracts.target, abi: playAbi, label: "Target" },
    functions: { play: true, fail: true, spend: { spend: "amount" } },
  });

/**
 * The kit's own sponsor and relay, on a running chain.
 * @param world The chain; its wallet is the relayer.
 * @param changes Changes to the policy.
 * @param ledger Default: a new one in memory.
 */
export function startSponsor(
  world: World,
  changes: Partial<SponsorPolicy> = {},
  ledger: SponsorLedger = memoryLedger(),
) {
  const lines: SponsorLogLine[] = [];
  const log = (line: SponsorLogLine) => void lines.push(line);
  const at = { chain: world.chain, deployment: world.deployment, ledger, log };
  const relay = createRelay({
    ...{ ...at, account: world.wallet.account },
    budgets: { network: { wei: parseEther("0.02"), per: "day" } },
  });
  const policy: SponsorPolicy = {
    sessions: { allow: [playable(world)], maxGas: parseEther("1") },
    ownerCalls: { allow: [playable(world)], maxGas: parseEther("0.1") },
    ...{ maxFeePerGas: parseGwei("20"), maxPriorityFeePerGas: parseGwei("5") },
    budgets: { everybody: { wei: parseEther("100"), per: "day" }, account: { wei: parseEther("5"), per: "day" } },
    ...changes,
  };
  return { sponsor: createSponsor({ ...at, relay, signer: world.sponsor, policy }), relay, ledger, lines };
}

/**
 * Requests the voucher of a player's session from a sponsor, like the kit.
 * @param sponsor Asked without HTTP.
 * @param player The player.
 * @param context What the page sends in addition.
 */
export function askVoucher(sponsor: Sponsor, { session }: Player, context: Record<string, unknown> = {}) {
  return requestVoucher(createPaymasterClient({ transport: sponsor.transport }) as never, {
    ...{ ...session.signed, factory: session.factory, chainId: session.module.chainId, context },
    gasLimits: { paymasterVerificationGasLimit: 0n, paymasterPostOpGasLimit: 0n },
  });
}

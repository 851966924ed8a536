import type { CardRequest } from "@hourglass/session/core";
import { createGrant } from "@hourglass/session/core";
import type { Config } from "@/app/_api/config";
import { createGamePermissions, describeMade } from "@/app/_bridge/gamePermissions";
import type { Sizes } from "./sizes";

type Hex = `0x${string}`;

/** Bytes that are told apart at a glance: `hex(3, 20)` is an address of threes. */
export const hex = (digit: number, bytes: number): Hex => `0x${digit.toString(16).repeat(bytes * 2)}`;
export const account = hex(10, 20);
export const wallet = hex(11, 20);
export const otherWallet = hex(12, 20);
export const one = 10n ** 18n;
/** Of an organisation's Safe. */
export const safeSigners = { threshold: 2, owners: [hex(1, 20), hex(2, 20), hex(3, 20)] };

/** A world that is on no chain. */
export const deployment: Config["deployment"] = {
  chainId: 31337,
  name: "Hourglass",
  entryPoint: "0x4337084d9e255ff0702461cf8895ce9e3b5ff108",
  sessionValidator: hex(1, 20),
  playerAccountFactory: hex(2, 20),
  playerAccountImplementation: hex(3, 20),
  sessionPaymaster: hex(4, 20),
  p256Verifier: hex(5, 20),
  webAuthnVerifier: hex(6, 20),
  hourglass: hex(7, 20),
  sand: hex(8, 20),
  items: hex(9, 20),
  bazaar: hex(13, 20),
  startBlock: 1n,
};

/** One grant, or the same with another limit, as its card reads it from the message. */
export function card(
  { sand, items, limits }: Sizes,
  options: { maxSpend?: bigint; paysItself?: true } = {},
): Required<CardRequest> {
  const grant = createGrant({
    ...{ account, lane: 7, epoch: hex(0, 32), validator: deployment.sessionValidator, sessionKey: hex(14, 84) },
    permissions: createGamePermissions(deployment.hourglass).permissions,
    ...{ maxActions: limits.calls, maxSpend: options.maxSpend ?? limits.sand, maxGasWei: limits.wei },
    ...(options.paysItself ? {} : { paymaster: deployment.sessionPaymaster }),
    nowSeconds: Math.floor(Date.now() / 1_000),
  });
  return describeMade(deployment, grant, { holdings: { spend: sand, uses: [{ what: "items", held: BigInt(items) }] } });
}

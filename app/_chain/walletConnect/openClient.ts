import { SignClient } from "@walletconnect/sign-client";
import type { WalletConnectOptions } from "./pairing";

/** Opens WalletConnect's client; this file is a part of its own, loaded when a player chooses it. */
export function openClient({ projectId, relayUrl }: WalletConnectOptions) {
  const { origin } = window.location;
  return SignClient.init({
    projectId,
    ...(relayUrl && { relayUrl }),
    metadata: {
      name: "Hourglass",
      description: "An exploration game that you play with a one-hour session key.",
      url: origin,
      icons: [`${origin}/icon.png`],
    },
    telemetryEnabled: false,
    logger: "silent",
  });
}

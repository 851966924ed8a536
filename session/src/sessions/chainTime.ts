import type { Client, Transport } from "viem";
import { getBlock } from "viem/actions";
import { toUnavailableOrRefused } from "../errors/decodeFailure.ts";
import type { ChainClock } from "./chainClock.ts";

/** Reads the newest block if no chain time was received yet: this machine's clock may be hours off. */
export async function setClock(clock: ChainClock, rpc: Client<Transport>): Promise<void> {
  if (clock.isSet()) return;
  const { timestamp } = await getBlock(rpc).catch((cause: unknown) => {
    throw toUnavailableOrRefused("rpc", cause);
  });
  clock.hear(Number(timestamp));
}

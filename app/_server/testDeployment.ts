import { type Hex, numberToHex } from "viem";
import type { Deployment } from "@/app/_api/config";

const at = (last: number): Hex => numberToHex(0xabc000 + last, { size: 20 });

/** A deployment for tests, which is on no chain. */
export const exampleDeployment: Deployment = {
  chainId: 31337,
  name: "Hourglass",
  entryPoint: at(0),
  sessionValidator: at(1),
  playerAccountFactory: at(2),
  playerAccountImplementation: at(3),
  sessionPaymaster: at(4),
  p256Verifier: at(5),
  webAuthnVerifier: at(6),
  hourglass: at(7),
  sand: at(8),
  items: at(9),
  bazaar: at(10),
  startBlock: 1n,
};

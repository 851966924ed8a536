import { type Hex, keccak256 } from "viem";

/**
 * A session key's print: six bytes of its hash, in groups that people can compare.
 * @param sessionKey ERC-7913 signer bytes, as the grant names them.
 * @returns For example `a1b2 c3d4 e5f6`.
 */
export const printOfKey = (sessionKey: Hex): string =>
  keccak256(sessionKey)
    .slice(2, 14)
    .replace(/....(?=.)/g, "$& ");

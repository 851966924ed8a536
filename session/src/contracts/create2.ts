import { type Address, concatHex, getCreate2Address, type Hex, keccak256 } from "viem";

/** The deterministic deployment proxy: it has the same address on nearly every chain, and every address that it creates depends on it. */
export const PROXY: Address = "0x4e59b44847b379578588920cA78FbF26c0B4956C";

/** What a CREATE2 deployment consists of. */
export type Creation = { salt: Hex; initCode: Hex };

/**
 * Address of the contract that the proxy creates.
 * @param creation Salt and init code, which is creation code and encoded arguments.
 * @returns The address, whether or not the contract exists yet.
 */
export function addressOf({ salt, initCode }: Creation): Address {
  return getCreate2Address({ from: PROXY, salt, bytecodeHash: keccak256(initCode) });
}

/** Calldata for the proxy. */
export function toCalldata({ salt, initCode }: Creation): Hex {
  return concatHex([salt, initCode]);
}

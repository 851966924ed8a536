import { type Address, encodeAbiParameters, type Hex, hexToBytes, keccak256 } from "viem";
import type { Draws } from "../../../game/rules/next/types";

const seedTypes = [{ type: "bytes32" }, { type: "uint256" }] as const;
const fallTypes = [{ type: "bytes32" }, { type: "address" }, { type: "uint256" }] as const;
const roomTypes = [...seedTypes, { type: "address" }] as const;
const BYTES = 32;

/**
 * What hashes decide, as the contract computes it.
 * @param hashOf Hash of an earlier block; undefined: older than the chain remembers.
 * @param game Address of the game: the seeds of its rooms are its own.
 */
export function createDraws(hashOf: (block: number) => Hex | undefined, game: Address): Draws {
  return {
    falls(player, block, steps) {
      const hash = hashOf(block);
      if (!hash) return "gone";
      const rolls = Array.from({ length: Math.ceil(steps / BYTES) }, (_, index) =>
        hexToBytes(keccak256(encodeAbiParameters(fallTypes, [hash, player as Address, BigInt(index)]))),
      );
      return Uint8Array.from(rolls.flatMap((roll) => [...roll]));
    },
    day(day, block) {
      const hash = hashOf(block);
      return hash && toSeed(keccak256(encodeAbiParameters(seedTypes, [hash, BigInt(day)])));
    },
    room(room, block) {
      const hash = hashOf(block);
      return hash && toSeed(keccak256(encodeAbiParameters(roomTypes, [hash, BigInt(room), game])));
    },
  };
}

function toSeed(hash: Hex): number {
  return Number(BigInt.asUintN(32, BigInt(hash)));
}

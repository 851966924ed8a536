import { type Address, encodeAbiParameters, type Hex, hexToBytes, keccak256 } from "viem";
import type { Draws } from "@/game/rules/types";

const seedTypes = [{ type: "bytes32" }, { type: "uint256" }] as const;
const fallTypes = [{ type: "bytes32" }, { type: "address" }, { type: "uint256" }] as const;
const roomTypes = [...seedTypes, { type: "address" }] as const;
const BYTES = 32;

/**
 * What hashes decide, as the contract computes it.
 * @param hashOf Hash of an earlier block. `"gone"`: older than the chain remembers. Undefined: not known here.
 * @param game Address of the game: the seeds of its rooms are its own.
 */
export function createDraws(hashOf: (block: number) => Hex | "gone" | undefined, game: Address): Draws {
  const known = (block: number) => {
    const hash = hashOf(block);
    return hash === "gone" ? undefined : hash;
  };
  return {
    falls(player, block, steps) {
      const hash = hashOf(block);
      if (hash === undefined || hash === "gone") return hash;
      const rolls = Array.from({ length: Math.ceil(steps / BYTES) }, (_, index) =>
        hexToBytes(keccak256(encodeAbiParameters(fallTypes, [hash, player as Address, BigInt(index)]))),
      );
      return Uint8Array.from(rolls.flatMap((roll) => [...roll]));
    },
    day(day, block) {
      const hash = known(block);
      return hash && toSeed(keccak256(encodeAbiParameters(seedTypes, [hash, BigInt(day)])));
    },
    room(room, block) {
      const hash = known(block);
      return hash && toSeed(keccak256(encodeAbiParameters(roomTypes, [hash, BigInt(room), game])));
    },
  };
}

function toSeed(hash: Hex): number {
  return Number(BigInt.asUintN(32, BigInt(hash)));
}

import { type Address, encodeDeployData, type Hex, zeroHash } from "viem";
import { playerAccountFactoryAbi, sessionPaymasterAbi, sessionValidatorAbi } from "../abis/abis.ts";
import type { Creation } from "./create2.ts";
import { bytecodes } from "./generated/bytecodes.ts";

/** The contracts of a deployment. */
export type ContractName = keyof typeof bytecodes;

const codeOfPackage = (contract: ContractName): Hex => bytecodes[contract];

/** Part of the addresses: who changes a term gets another deployment. */
export type Terms = {
  name: string;
  rolesOwner: Address;
  sponsorSigner: Address | undefined;
  playTargets: readonly Address[];
  maxDuration: number;
  ownerDelay: number;
};

type Made = Readonly<Partial<Record<ContractName, Address>>>;

/** One contract, and how it is created once the contracts before it exist. */
export type SessionCreation = { contract: ContractName; toCreation: (made: Made) => Creation };

/**
 * The contracts of a deployment, in the order in which they depend on each other; the same as in `contracts/script/DeploySession.s.sol`.
 * @param terms What the deployer decides.
 * @param codeOf Creation code of each. Default: that of the package.
 * @returns The contracts.
 */
export function toSessionCreations(terms: Terms, codeOf = codeOfPackage): readonly SessionCreation[] {
  const { name, rolesOwner, sponsorSigner, playTargets, maxDuration, ownerDelay } = terms;
  const plain = (contract: ContractName): SessionCreation => ({
    contract,
    toCreation: () => ({ salt: zeroHash, initCode: codeOf(contract) }),
  });
  const validator: SessionCreation = {
    contract: "SessionValidator",
    toCreation: (made) => ({
      salt: zeroHash,
      initCode: encodeDeployData({
        abi: sessionValidatorAbi,
        bytecode: codeOf("SessionValidator"),
        args: [name, maxDuration, need(made, "GrantReader"), need(made, "P256Sha256Verifier")],
      }),
    }),
  };
  const factory: SessionCreation = {
    contract: "PlayerAccountFactory",
    toCreation: (made) => ({
      salt: zeroHash,
      initCode: encodeDeployData({
        abi: playerAccountFactoryAbi,
        bytecode: codeOf("PlayerAccountFactory"),
        args: [need(made, "SessionValidator"), need(made, "P256Sha256Verifier"), ownerDelay, playTargets, rolesOwner],
      }),
    }),
  };
  const first = [plain("P256Sha256Verifier"), plain("ERC7913WebAuthnVerifier"), plain("GrantReader")];
  return [...first, validator, factory, ...(sponsorSigner ? [toPaymaster(terms, sponsorSigner, codeOf)] : [])];
}

/** Its owner is its watcher too, until it names another. */
function toPaymaster(
  { name, rolesOwner }: Terms,
  sponsorSigner: Address,
  codeOf: (contract: ContractName) => Hex,
): SessionCreation {
  return {
    contract: "SessionPaymaster",
    toCreation: (made) => ({
      salt: zeroHash,
      initCode: encodeDeployData({
        abi: sessionPaymasterAbi,
        bytecode: codeOf("SessionPaymaster"),
        args: [name, rolesOwner, sponsorSigner, rolesOwner, need(made, "SessionValidator")],
      }),
    }),
  };
}

function need(made: Made, contract: ContractName): Address {
  const address = made[contract];
  if (address === undefined) throw new Error(`${contract} is needed before it exists.`);
  return address;
}

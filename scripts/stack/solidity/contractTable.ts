/** What a world consists of, by the file that says it. */
export const contractTable = {
  Hourglass: "contracts/src/game/Hourglass.sol",
  Chart: "contracts/src/game/Chart.sol",
  Sand: "contracts/src/game/Sand.sol",
  Items: "contracts/src/game/Items.sol",
  Bazaar: "contracts/src/game/Bazaar.sol",
  P256Sha256Verifier: "contracts/src/session/P256Sha256Verifier.sol",
  ERC7913WebAuthnVerifier:
    "node_modules/@openzeppelin/contracts/utils/cryptography/verifiers/ERC7913WebAuthnVerifier.sol",
  GrantReader: "contracts/src/session/GrantReader.sol",
  SessionValidator: "contracts/src/session/SessionValidator.sol",
  PlayerAccountFactory: "contracts/src/account/PlayerAccountFactory.sol",
  PlayerAccount: "contracts/src/account/PlayerAccount.sol",
  SessionPaymaster: "contracts/src/paymaster/SessionPaymaster.sol",
} as const;

export type ContractName = keyof typeof contractTable;

export const contractNames = Object.keys(contractTable) as ContractName[];

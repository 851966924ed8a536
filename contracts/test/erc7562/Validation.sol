// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @dev The part of the EntryPoint's validation that a step belongs to; one entity is responsible for each (ERC-7562).
enum Phase {
    None, // the EntryPoint itself, or what runs around it
    Deployment, // the factory, and the account that it makes
    Account, // the account, its module, its verifier
    Paymaster,
    Unknown // the EntryPoint called something that no phase explains
}

/// @dev Who takes part in the validation of one operation. Zero: takes no part.
/// @param hasP256Verify Whether the chain has P256VERIFY.
struct Scope {
    address entryPoint;
    address senderCreator;
    address sender;
    address factory;
    address paymaster;
    bool isFactoryStaked;
    bool isPaymasterStaked;
    bool hasP256Verify;
}

/// @dev One step because of which a bundler would refuse the operation.
/// @param rule Name in ERC-7562, for example "OP-011".
/// @param at The contract in whose context the step ran.
/// @param operand Top of the stack: for storage the slot; for accounts the address is the next word.
struct Violation {
    string rule;
    Phase phase;
    address at;
    uint8 opcode;
    uint256 operand;
}

/// @dev What was read; a report with missing steps proves nothing.
/// @param steps How many steps of each {Phase} were checked.
/// @param storageAccesses How many of them touched storage, persistent or transient.
struct Report {
    Violation[] violations;
    uint256[5] steps;
    uint256 storageAccesses;
}

/// @dev Which entity is responsible for a phase, and whether it is staked. An account here never is.
function entityOf(Phase phase, Scope memory scope) pure returns (address entity, bool isStaked) {
    if (phase == Phase.Deployment) return (scope.factory, scope.isFactoryStaked);
    if (phase == Phase.Paymaster) return (scope.paymaster, scope.isPaymasterStaked);
    return (scope.sender, false);
}

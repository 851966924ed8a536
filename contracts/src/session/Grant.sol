// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @notice Bounds on one static argument of a permitted function.
/// @param argument Position of the argument, the first is 1. Its type must be an integer, address, bool or bytesN.
/// @param min Smallest allowed value, inclusive, as the argument's ABI word (two's complement for intN).
/// @param max Largest allowed value, inclusive, as the argument's ABI word.
struct ArgumentBound {
    uint8 argument;
    uint256 min;
    uint256 max;
}

/// @notice One thing a session key may do: call one function of one contract, within limits.
/// @param target The contract that may be called. Never the account, the session module, another module or the EntryPoint.
/// @param functionSignature The function as text, `name(type,…)` in canonical ABI types. The chain hashes this very
/// text to the selector that it enforces, so the words that the owner reads are the rule.
/// @param maxValue Native value per call, in wei, inclusive. 0 lets no value pass.
/// @param spendArgument Position of the token-amount argument that counts against `Grant.maxSpend`, the first is 1; its
/// word must be among the first 255 of the calldata. 0 means that the function has no such argument, not that it is free.
/// @param bounds Bounds on static arguments; empty for none.
struct Permission {
    address target;
    string functionSignature;
    uint128 maxValue;
    uint8 spendArgument;
    ArgumentBound[] bounds;
}

/// @notice What the owner signs, as EIP-712 typed data in the domain of the SessionValidator (name, version, chain, module).
/// @param account The ERC-7579 account that the session may act for.
/// @param sessionKey The session key as an ERC-7913 signer: 20 bytes of an address, or verifier || key.
/// @param validAfter Unix seconds; the first second of the window is the one after it (EntryPoint's rule).
/// @param validUntil Unix seconds, inclusive; at most one hour after `validAfter`. 0 is refused, never "for ever".
/// @param maxActions How many calls the session may make in all. Every call of a batch counts; nothing is given back.
/// @param maxSpend Cumulative cap on the amounts named by `Permission.spendArgument`, in the token's smallest unit.
/// @param maxGasWei Cumulative cap on the maximum gas cost of the operations, in wei, whoever pays.
/// @param paymaster The one paymaster that operations must use; zero: operations must use none.
/// @param nonceKey The session's own lane: the upper 192 bits of every operation's nonce.
/// @param epoch The account's revocation epoch when the grant was made; 1 for an account that is not deployed yet, since
/// installing the module at birth raises it once.
/// @param permissions What the key may do; at least one.
struct Grant {
    address account;
    bytes sessionKey;
    uint48 validAfter;
    uint48 validUntil;
    uint32 maxActions;
    uint96 maxSpend;
    uint96 maxGasWei;
    address paymaster;
    uint192 nonceKey;
    uint32 epoch;
    Permission[] permissions;
}

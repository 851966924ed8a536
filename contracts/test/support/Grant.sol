// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

// The types of contracts/src/session/Grant.sol as structs; nothing on chain has this shape.

struct Condition {
    string argument;
    string rule;
    uint256[] values;
}

struct Limit {
    string counted;
    uint96 max;
}

struct Policy {
    address policy;
    bytes config;
}

struct Permission {
    address target;
    string functionSignature;
    uint128 maxValue;
    string spendArgument;
    string period;
    Limit[] limits;
    Condition[] conditions;
    Policy[] policies;
}

struct Grant {
    address account;
    bytes sessionKey;
    uint48 validAfter;
    uint48 validUntil;
    uint16 maxActions;
    uint96 maxSpend;
    uint64 maxGasWei;
    address paymaster;
    uint192 nonceKey;
    bytes32 epoch;
    Permission[] permissions;
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

// What owners and session keys sign, as EIP-712 typed data in the domain of the SessionValidator (name, version, chain, module). A
// grant travels packed, and nothing on chain has the shape of these structs: {GrantReader} hashes it as it reads.

/// @notice What one argument must be. A condition names the argument by its path: `2` is the second argument, `2.1` the first
/// member of that tuple, or the first element of that array of fixed length.
/// @param argument The path.
/// @param rule `between` (two values, both inclusive), `one of` (the values), for arguments of one word, whose values are
/// that word; `length between` and `hash one of`, for dynamic ones: bytes of `bytes` and `string`, else elements, and
/// keccak256 of the content without its length.
/// @param values See `rule`; two's complement for `intN`.
struct Condition {
    string argument;
    string rule;
    uint256[] values;
}

/// @notice What one permission counts for itself, over the whole session or anew in each period.
/// @param counted `calls`; `value`, native value in wei; or the path of an unsigned argument, an amount.
/// @param max The most that may be authorised.
struct Limit {
    string counted;
    uint96 max;
}

/// @notice A contract that is asked for each call. See {ISessionPolicy}.
/// @param policy The contract.
/// @param config Is handed to it as it was signed.
struct Policy {
    address policy;
    bytes config;
}

/// @notice One thing a session key may do: call one function of one contract, within limits. Several permissions for one function
/// are several ways to call it; each of them must then have a condition.
/// @param target The contract that may be called. Never the account, the session module, another module or the EntryPoint.
/// @param functionSignature The function as text, `name(type,…)` in canonical ABI types. The chain hashes this very text to
/// the selector that it enforces, so the words that the owner reads are the rule. `native transfer`: value without calldata.
/// @param maxValue Native value per call, in wei, inclusive. 0 lets no value pass; else `value` must be among the limits.
/// @param spendArgument Path of the token amount that counts against `Grant.maxSpend`; empty: the function has none.
/// @param period For the limits: `session`, `hour`, `day`, `week`; empty when there are none. Hours, days and weeks (from
/// Monday) are those of UTC.
/// @param limits What the permission counts for itself.
/// @param conditions All must hold.
/// @param policies All must agree.
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

/// @notice What the owner signs.
/// @param account The ERC-7579 account that the session may act for.
/// @param sessionKey The session key as an ERC-7913 signer: 20 bytes of an address, or verifier || key.
/// @param validAfter Unix seconds; the first second of the window is the one after it (EntryPoint's rule).
/// @param validUntil Unix seconds, inclusive; at most the module's `MAX_DURATION` after `validAfter`. 0 is refused, never "for ever".
/// @param maxActions How many calls the session may make in all. Every call of a batch counts; nothing is given back.
/// @param maxSpend Cumulative cap on the amounts named by `Permission.spendArgument`, in the token's smallest unit.
/// @param maxGasWei Cumulative cap on the maximum gas cost of the operations, in wei, whoever pays.
/// @param paymaster The one paymaster that operations must use; zero: operations must use none.
/// @param nonceKey The session's own lane: the upper 192 bits of every operation's nonce.
/// @param epoch The account's revocation epoch when the grant was made, as `epochOf` gives it; zero for an account that is not
/// deployed yet.
/// @param permissions What the key may do; at least one.
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

bytes32 constant CONDITION_TYPEHASH = keccak256("Condition(string argument,string rule,uint256[] values)");
bytes32 constant LIMIT_TYPEHASH = keccak256("Limit(string counted,uint96 max)");
bytes32 constant POLICY_TYPEHASH = keccak256("Policy(address policy,bytes config)");
bytes32 constant PERMISSION_TYPEHASH = keccak256(
    "Permission(address target,string functionSignature,uint128 maxValue,string spendArgument,string period,"
    "Limit[] limits,Condition[] conditions,Policy[] policies)" "Condition(string argument,string rule,uint256[] values)"
    "Limit(string counted,uint96 max)" "Policy(address policy,bytes config)"
);
bytes32 constant GRANT_TYPEHASH = keccak256(
    "Grant(address account,bytes sessionKey,uint48 validAfter,uint48 validUntil,uint16 maxActions,uint96 maxSpend,"
    "uint64 maxGasWei,address paymaster,uint192 nonceKey,bytes32 epoch,Permission[] permissions)"
    "Condition(string argument,string rule,uint256[] values)" "Limit(string counted,uint96 max)"
    "Permission(address target,string functionSignature,uint128 maxValue,string spendArgument,string period,"
    "Limit[] limits,Condition[] conditions,Policy[] policies)" "Policy(address policy,bytes config)"
);
bytes32 constant REVOKE_TYPEHASH = keccak256("Revoke(address account,bytes32 session)");
bytes32 constant REVOKE_ALL_TYPEHASH = keccak256("RevokeAll(address account,bytes32 epoch)");

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

// What owners and session keys sign, as EIP-712 typed data in the domain of the SessionValidator (name, version, chain, module). A
// grant is sent packed and hashed while it is read; nothing on chain has the shape of these types. See {GrantReader}.

// A condition checks one argument, given by its path: `2` is the second argument, `2.1` the first member of that tuple, or the
// first element of that fixed-length array. `rule` is `between` (two values, both inclusive) or `one of` (the values) for
// arguments of one word, whose values are that word, two's complement for `intN`; or `length between` or `hash one of` for
// dynamic arguments. Length counts bytes of `bytes` and `string`, otherwise elements; the hash is of the content alone.
bytes32 constant CONDITION_TYPEHASH = keccak256("Condition(string argument,string rule,uint256[] values)");

// A limit of one permission: what it counts, and the most that may be authorised. `counted` is `calls`; `value`, native value in
// wei; or the path of an unsigned argument, an amount.
bytes32 constant LIMIT_TYPEHASH = keccak256("Limit(string counted,uint96 max)");

// A contract that is asked about each call, and the data that it receives as the owner signed it. See {ISessionPolicy}.
bytes32 constant POLICY_TYPEHASH = keccak256("Policy(address policy,bytes config)");

// One thing a session key may do: call one function of one contract. Several for one function must each have a condition.
// - `target`: never the account, the session module, another module or the EntryPoint.
// - `functionSignature`: the function as text, `name(type,…)` in canonical ABI types. The chain hashes this exact text to the
//   selector that it enforces, so the owner reads what is enforced. `native transfer`: value without calldata.
// - `maxValue`: native value per call, in wei, inclusive. 0: none may be sent; otherwise `value` must be among the limits.
// - `spendArgument`: path of the token amount that counts against the grant's `maxSpend`; empty: the function has none.
// - `period`: of the limits: `session`, `hour`, `day`, `week` (UTC, from Monday); empty when there are none.
// - `conditions`, `policies`: all must hold.
bytes32 constant PERMISSION_TYPEHASH = keccak256(
    "Permission(address target,string functionSignature,uint128 maxValue,string spendArgument,string period,"
    "Limit[] limits,Condition[] conditions,Policy[] policies)" "Condition(string argument,string rule,uint256[] values)"
    "Limit(string counted,uint96 max)" "Policy(address policy,bytes config)"
);

// What the owner signs.
// - `sessionKey`: an ERC-7913 signer: 20 bytes of an address, or verifier || key.
// - `validAfter`, `validUntil`: Unix seconds, exclusive and inclusive, at most `MAX_DURATION` apart; 0 is never "for ever".
// - `maxActions`: total number of calls. Every call of a batch counts; nothing is given back.
// - `maxSpend`: cumulative cap on the amounts named by `spendArgument`, in the token's smallest unit.
// - `maxGasWei`: cumulative cap on the maximum gas cost of the operations, in wei, whoever pays.
// - `paymaster`: the only one that operations may use; zero: they must use none.
// - `nonceKey`: the session's own lane: the upper 192 bits of every operation's nonce.
// - `epoch`: the account's epoch when the grant was made, as returned by `epochOf`; zero for an account that is not deployed yet.
bytes32 constant GRANT_TYPEHASH = keccak256(
    "Grant(address account,bytes sessionKey,uint48 validAfter,uint48 validUntil,uint16 maxActions,uint96 maxSpend,"
    "uint64 maxGasWei,address paymaster,uint192 nonceKey,bytes32 epoch,Permission[] permissions)"
    "Condition(string argument,string rule,uint256[] values)" "Limit(string counted,uint96 max)"
    "Permission(address target,string functionSignature,uint128 maxValue,string spendArgument,string period,"
    "Limit[] limits,Condition[] conditions,Policy[] policies)" "Policy(address policy,bytes config)"
);

bytes32 constant REVOKE_TYPEHASH = keccak256("Revoke(address account,bytes32 session)");
bytes32 constant REVOKE_ALL_TYPEHASH = keccak256("RevokeAll(address account,bytes32 epoch)");

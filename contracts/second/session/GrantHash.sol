// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Condition, Limit, Permission, Policy} from "./Grant.sol";

/// @title GrantHash
/// @notice EIP-712 struct hashes of what owners and session keys sign for a SessionValidator.
library GrantHash {
    bytes32 internal constant CONDITION_TYPEHASH = keccak256("Condition(string argument,string rule,uint256[] values)");
    bytes32 internal constant LIMIT_TYPEHASH = keccak256("Limit(string counted,uint96 max)");
    bytes32 internal constant POLICY_TYPEHASH = keccak256("Policy(address policy,bytes config)");

    bytes32 internal constant PERMISSION_TYPEHASH = keccak256(
        "Permission(address target,string functionSignature,uint128 maxValue,string spendArgument,string period,"
        "Limit[] limits,Condition[] conditions,Policy[] policies)"
        "Condition(string argument,string rule,uint256[] values)" "Limit(string counted,uint96 max)"
        "Policy(address policy,bytes config)"
    );

    bytes32 internal constant GRANT_TYPEHASH = keccak256(
        "Grant(address account,bytes sessionKey,uint48 validAfter,uint48 validUntil,uint16 maxActions,uint96 maxSpend,"
        "uint64 maxGasWei,address paymaster,uint192 nonceKey,bytes32 epoch,Permission[] permissions)"
        "Condition(string argument,string rule,uint256[] values)" "Limit(string counted,uint96 max)"
        "Permission(address target,string functionSignature,uint128 maxValue,string spendArgument,string period,"
        "Limit[] limits,Condition[] conditions,Policy[] policies)" "Policy(address policy,bytes config)"
    );

    bytes32 internal constant REVOKE_TYPEHASH = keccak256("Revoke(address account,bytes32 session)");
    bytes32 internal constant REVOKE_ALL_TYPEHASH = keccak256("RevokeAll(address account,bytes32 epoch)");

    bytes32 private constant EMPTY_HASH = keccak256("");

    /// @notice EIP-712 struct hash of a permission.
    function hash(Permission memory permission) internal pure returns (bytes32) {
        return keccak256(
            abi.encode(
                PERMISSION_TYPEHASH,
                permission.target,
                keccak256(bytes(permission.functionSignature)),
                permission.maxValue,
                _hash(permission.spendArgument),
                _hash(permission.period),
                _hash(permission.limits),
                _hash(permission.conditions),
                _hash(permission.policies)
            )
        );
    }

    /// @notice EIP-712 struct hash of a permission that is the right to call and nothing else.
    function hashPlain(address target, string memory functionSignature) internal pure returns (bytes32) {
        return keccak256(
            abi.encode(
                PERMISSION_TYPEHASH,
                target,
                keccak256(bytes(functionSignature)),
                0,
                EMPTY_HASH,
                EMPTY_HASH,
                EMPTY_HASH,
                EMPTY_HASH,
                EMPTY_HASH
            )
        );
    }

    /// @notice EIP-712 struct hash of the revocation of one session.
    function hashRevoke(address account, bytes32 session) internal pure returns (bytes32) {
        return keccak256(abi.encode(REVOKE_TYPEHASH, account, session));
    }

    /// @notice EIP-712 struct hash of the revocation of all sessions.
    function hashRevokeAll(address account, bytes32 epoch) internal pure returns (bytes32) {
        return keccak256(abi.encode(REVOKE_ALL_TYPEHASH, account, epoch));
    }

    // Most permissions have none of what follows.

    function _hash(string memory text) private pure returns (bytes32) {
        return bytes(text).length == 0 ? EMPTY_HASH : keccak256(bytes(text));
    }

    function _hash(Limit[] memory limits) private pure returns (bytes32) {
        if (limits.length == 0) return EMPTY_HASH;
        bytes32[] memory hashes = new bytes32[](limits.length);
        for (uint256 i = 0; i < hashes.length; ++i) {
            hashes[i] = keccak256(abi.encode(LIMIT_TYPEHASH, _hash(limits[i].counted), limits[i].max));
        }
        return keccak256(abi.encodePacked(hashes));
    }

    function _hash(Condition[] memory conditions) private pure returns (bytes32) {
        if (conditions.length == 0) return EMPTY_HASH;
        bytes32[] memory hashes = new bytes32[](conditions.length);
        for (uint256 i = 0; i < hashes.length; ++i) {
            Condition memory condition = conditions[i];
            bytes32 values = keccak256(abi.encodePacked(condition.values));
            hashes[i] =
                keccak256(abi.encode(CONDITION_TYPEHASH, _hash(condition.argument), _hash(condition.rule), values));
        }
        return keccak256(abi.encodePacked(hashes));
    }

    function _hash(Policy[] memory policies) private pure returns (bytes32) {
        if (policies.length == 0) return EMPTY_HASH;
        bytes32[] memory hashes = new bytes32[](policies.length);
        for (uint256 i = 0; i < hashes.length; ++i) {
            hashes[i] = keccak256(abi.encode(POLICY_TYPEHASH, policies[i].policy, keccak256(policies[i].config)));
        }
        return keccak256(abi.encodePacked(hashes));
    }
}

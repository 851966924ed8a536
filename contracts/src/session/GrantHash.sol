// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {ArgumentBound, Grant, Permission} from "./Grant.sol";

/// @title GrantHash
/// @notice EIP-712 struct hashes of what owners and session keys sign for a SessionValidator.
library GrantHash {
    bytes32 internal constant ARGUMENT_BOUND_TYPEHASH =
        keccak256("ArgumentBound(uint8 argument,uint256 min,uint256 max)");

    bytes32 internal constant PERMISSION_TYPEHASH = keccak256(
        "Permission(address target,string functionSignature,uint128 maxValue,uint8 spendArgument,ArgumentBound[] bounds)"
        "ArgumentBound(uint8 argument,uint256 min,uint256 max)"
    );

    bytes32 internal constant GRANT_TYPEHASH = keccak256(
        "Grant(address account,bytes sessionKey,uint48 validAfter,uint48 validUntil,uint32 maxActions,uint96 maxSpend,"
        "uint96 maxGasWei,address paymaster,uint192 nonceKey,uint32 epoch,Permission[] permissions)"
        "ArgumentBound(uint8 argument,uint256 min,uint256 max)"
        "Permission(address target,string functionSignature,uint128 maxValue,uint8 spendArgument,ArgumentBound[] bounds)"
    );

    bytes32 internal constant REVOKE_TYPEHASH = keccak256("Revoke(address account,bytes32 session)");

    bytes32 internal constant REVOKE_ALL_TYPEHASH = keccak256("RevokeAll(address account,uint32 epoch)");

    /// @notice EIP-712 struct hash of a grant.
    function hash(Grant memory grant) internal pure returns (bytes32) {
        bytes32[] memory permissions = new bytes32[](grant.permissions.length);
        for (uint256 i = 0; i < permissions.length; ++i) {
            permissions[i] = hash(grant.permissions[i]);
        }
        // Two halves, joined: twelve words at once are too many for the stack.
        return keccak256(
            bytes.concat(
                abi.encode(
                    GRANT_TYPEHASH,
                    grant.account,
                    keccak256(grant.sessionKey),
                    grant.validAfter,
                    grant.validUntil,
                    grant.maxActions
                ),
                abi.encode(
                    grant.maxSpend,
                    grant.maxGasWei,
                    grant.paymaster,
                    grant.nonceKey,
                    grant.epoch,
                    keccak256(abi.encodePacked(permissions))
                )
            )
        );
    }

    /// @notice EIP-712 struct hash of a permission.
    function hash(Permission memory permission) internal pure returns (bytes32) {
        bytes32[] memory bounds = new bytes32[](permission.bounds.length);
        for (uint256 i = 0; i < bounds.length; ++i) {
            ArgumentBound memory bound = permission.bounds[i];
            bounds[i] = keccak256(abi.encode(ARGUMENT_BOUND_TYPEHASH, bound.argument, bound.min, bound.max));
        }
        return keccak256(
            abi.encode(
                PERMISSION_TYPEHASH,
                permission.target,
                keccak256(bytes(permission.functionSignature)),
                permission.maxValue,
                permission.spendArgument,
                keccak256(abi.encodePacked(bounds))
            )
        );
    }

    /// @notice EIP-712 struct hash of the revocation of one session.
    function hashRevoke(address account, bytes32 session) internal pure returns (bytes32) {
        return keccak256(abi.encode(REVOKE_TYPEHASH, account, session));
    }

    /// @notice EIP-712 struct hash of the revocation of all sessions.
    function hashRevokeAll(address account, uint32 epoch) internal pure returns (bytes32) {
        return keccak256(abi.encode(REVOKE_ALL_TYPEHASH, account, epoch));
    }
}

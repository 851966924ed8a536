// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {
    CONDITION_TYPEHASH,
    GRANT_TYPEHASH,
    LIMIT_TYPEHASH,
    PERMISSION_TYPEHASH,
    POLICY_TYPEHASH
} from "../../src/session/Grant.sol";
import {Condition, Grant, Limit, Permission, Policy} from "./Grant.sol";

/// @dev Packs grants as the kit does, and hashes them as a wallet does; the reader is in contracts/src/session.
library Packing {
    function pack(Grant memory grant) internal pure returns (bytes memory packed) {
        packed = abi.encodePacked(
            grant.validAfter, grant.validUntil, grant.maxActions, grant.maxSpend, grant.maxGasWei, grant.epoch
        );
        packed = abi.encodePacked(packed, uint8(grant.permissions.length));
        address before;
        for (uint256 i = 0; i < grant.permissions.length; ++i) {
            packed = bytes.concat(packed, packPermission(grant.permissions[i], before));
            before = grant.permissions[i].target;
        }
    }

    function packPermission(Permission memory permission, address before) internal pure returns (bytes memory packed) {
        uint256 flags;
        bytes memory rest;
        if (permission.target != before) {
            flags |= 1;
            rest = abi.encodePacked(rest, permission.target);
        }
        if (permission.maxValue != 0) {
            flags |= 2;
            rest = abi.encodePacked(rest, permission.maxValue);
        }
        if (bytes(permission.spendArgument).length != 0) {
            flags |= 4;
            rest = bytes.concat(rest, text(permission.spendArgument));
        }
        if (bytes(permission.period).length != 0 || permission.limits.length != 0) {
            flags |= 8;
            rest = bytes.concat(rest, packLimits(permission));
        }
        if (permission.conditions.length != 0) {
            flags |= 16;
            rest = bytes.concat(rest, packConditions(permission.conditions));
        }
        if (permission.policies.length != 0) {
            flags |= 32;
            rest = bytes.concat(rest, packPolicies(permission.policies));
        }
        packed = bytes.concat(bytes1(uint8(flags)), text(permission.functionSignature), rest);
    }

    function packLimits(Permission memory permission) internal pure returns (bytes memory packed) {
        packed = abi.encodePacked(periodOf(permission.period), uint8(permission.limits.length));
        for (uint256 i = 0; i < permission.limits.length; ++i) {
            Limit memory limit = permission.limits[i];
            packed = abi.encodePacked(packed, text(limit.counted), limit.max);
        }
    }

    function packConditions(Condition[] memory conditions) internal pure returns (bytes memory packed) {
        packed = abi.encodePacked(uint8(conditions.length));
        for (uint256 i = 0; i < conditions.length; ++i) {
            Condition memory condition = conditions[i];
            packed = abi.encodePacked(
                packed,
                text(condition.argument),
                ruleOf(condition.rule),
                uint8(condition.values.length),
                condition.values
            );
        }
    }

    function packPolicies(Policy[] memory policies) internal pure returns (bytes memory packed) {
        packed = abi.encodePacked(uint8(policies.length));
        for (uint256 i = 0; i < policies.length; ++i) {
            packed = abi.encodePacked(packed, policies[i].policy, uint16(policies[i].config.length), policies[i].config);
        }
    }

    function text(string memory value) internal pure returns (bytes memory) {
        return abi.encodePacked(uint8(bytes(value).length), value);
    }

    function periodOf(string memory word) internal pure returns (uint8) {
        return _numberOf(word, ["session", "hour", "day", "week"]);
    }

    function ruleOf(string memory word) internal pure returns (uint8) {
        return _numberOf(word, ["between", "one of", "length between", "hash one of"]);
    }

    function _numberOf(string memory word, string[4] memory words) private pure returns (uint8) {
        for (uint8 i = 0; i < 4; ++i) {
            if (keccak256(bytes(word)) == keccak256(bytes(words[i]))) return i;
        }
        return 255;
    }

    /// @dev EIP-712 struct hash, computed from the struct and not from the packed bytes.
    function hash(Grant memory grant) internal pure returns (bytes32) {
        bytes32[] memory permissions = new bytes32[](grant.permissions.length);
        for (uint256 i = 0; i < permissions.length; ++i) {
            permissions[i] = hash(grant.permissions[i]);
        }
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

    function hash(Permission memory permission) internal pure returns (bytes32) {
        return keccak256(
            abi.encode(
                PERMISSION_TYPEHASH,
                permission.target,
                keccak256(bytes(permission.functionSignature)),
                permission.maxValue,
                keccak256(bytes(permission.spendArgument)),
                keccak256(bytes(permission.period)),
                _hash(permission.limits),
                _hash(permission.conditions),
                _hash(permission.policies)
            )
        );
    }

    function _hash(Limit[] memory limits) private pure returns (bytes32) {
        bytes32[] memory hashes = new bytes32[](limits.length);
        for (uint256 i = 0; i < hashes.length; ++i) {
            hashes[i] = keccak256(abi.encode(LIMIT_TYPEHASH, keccak256(bytes(limits[i].counted)), limits[i].max));
        }
        return keccak256(abi.encodePacked(hashes));
    }

    function _hash(Condition[] memory conditions) private pure returns (bytes32) {
        bytes32[] memory hashes = new bytes32[](conditions.length);
        for (uint256 i = 0; i < hashes.length; ++i) {
            Condition memory condition = conditions[i];
            bytes32 values = keccak256(abi.encodePacked(condition.values));
            (bytes32 argument, bytes32 rule) = (keccak256(bytes(condition.argument)), keccak256(bytes(condition.rule)));
            hashes[i] = keccak256(abi.encode(CONDITION_TYPEHASH, argument, rule, values));
        }
        return keccak256(abi.encodePacked(hashes));
    }

    function _hash(Policy[] memory policies) private pure returns (bytes32) {
        bytes32[] memory hashes = new bytes32[](policies.length);
        for (uint256 i = 0; i < hashes.length; ++i) {
            hashes[i] = keccak256(abi.encode(POLICY_TYPEHASH, policies[i].policy, keccak256(policies[i].config)));
        }
        return keccak256(abi.encodePacked(hashes));
    }
}

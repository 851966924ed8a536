// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {CalldataWord} from "./CalldataWord.sol";
import {Condition, Limit, Permission, Policy} from "./Grant.sol";

/// @title PackedGrant
/// @notice Reads a {Grant} that travels without the ABI's padding. What the operation says by itself (account, paymaster, lane)
/// and what stands elsewhere in the signature (the key) is not repeated.
/// Picture of the terms: [ validAfter: 6 | validUntil: 6 | maxActions: 2 | maxSpend: 12 | maxGasWei: 8 | epoch: 32 |
/// permissions: 1 ]; of a permission: [ flags: 1 | text ] and, for each flag, in this order: [ target: 20 ],
/// [ maxValue: 16 ], [ spendArgument: text ], [ period: 1 | limits: 1 | limits × [ counted: text | max: 12 ] ],
/// [ conditions: 1 | conditions × [ argument: text | rule: 1 | values: 1 | values × 32 ] ],
/// [ policies: 1 | policies × [ policy: 20 | length: 2 | config ] ]. A text is preceded by its length in one byte; words of a
/// closed list are numbers. A permission without a target is for the one before it.
library PackedGrant {
    using CalldataWord for bytes;

    uint256 private constant TERMS_BYTES = 67;

    uint256 private constant OTHER_TARGET = 1;
    uint256 private constant VALUED = 2;
    uint256 private constant SPENDING = 4;
    uint256 private constant LIMITED = 8;
    uint256 private constant CONDITIONED = 16;
    uint256 private constant POLICED = 32;

    /// @notice All but account, key, paymaster, lane, and the permissions themselves.
    struct Terms {
        uint48 validAfter;
        uint48 validUntil;
        uint16 maxActions;
        uint96 maxSpend;
        uint64 maxGasWei;
        bytes32 epoch;
    }

    /// @dev A number that stands for no word of its list, or flags of which one is unknown.
    error PackedWordUnknown(uint256 seen);

    /// @dev Absent checks, here and below: that what is read is within the data. The caller takes the rest from the last `end`
    /// on, and there is none when that is behind the end.
    /// @return terms See {Terms}.
    /// @return count How many permissions follow.
    /// @return end Where they begin.
    function readTerms(bytes calldata data) internal pure returns (Terms memory terms, uint256 count, uint256 end) {
        uint256 head = data.at(0);
        terms.validAfter = uint48(head >> 208);
        terms.validUntil = uint48(head >> 160);
        terms.maxActions = uint16(head >> 144);
        terms.maxSpend = uint96(head >> 48);
        head = data.at(26);
        terms.maxGasWei = uint64(head >> 192);
        terms.epoch = bytes32(data.at(34));
        return (terms, data.at(66) >> 248, TERMS_BYTES);
    }

    /// @notice Reads a permission that is the right to call and nothing else, as most are.
    /// @param before Target of the permission before it.
    /// @return isPlain Whether it is; else nothing was read.
    function readPlain(bytes calldata data, uint256 start, address before)
        internal
        pure
        returns (bool isPlain, address target, string memory text, uint256 at)
    {
        uint256 flags = data.at(start) >> 248;
        if (flags > OTHER_TARGET) return (false, before, text, start);
        (text, at) = _readText(data, start + 1);
        target = before;
        if (flags == OTHER_TARGET) {
            target = address(bytes20(bytes32(data.at(at))));
            at += 20;
        }
        return (true, target, text, at);
    }

    /// @param before Target of the permission before it.
    /// @return permission As the owner signed it.
    /// @return at Where the next one begins.
    function readPermission(bytes calldata data, uint256 start, address before)
        internal
        pure
        returns (Permission memory permission, uint256 at)
    {
        uint256 flags = data.at(start) >> 248;
        require(flags < POLICED << 1, PackedWordUnknown(flags));
        (permission.functionSignature, at) = _readText(data, start + 1);
        permission.target = before;
        if (flags & OTHER_TARGET != 0) {
            permission.target = address(bytes20(bytes32(data.at(at))));
            at += 20;
        }
        if (flags & VALUED != 0) {
            permission.maxValue = uint128(data.at(at) >> 128);
            at += 16;
        }
        if (flags & SPENDING != 0) (permission.spendArgument, at) = _readText(data, at);
        if (flags & LIMITED != 0) {
            permission.period = _period(data.at(at) >> 248);
            (permission.limits, at) = _readLimits(data, at + 1);
        }
        if (flags & CONDITIONED != 0) (permission.conditions, at) = _readConditions(data, at);
        if (flags & POLICED != 0) (permission.policies, at) = _readPolicies(data, at);
    }

    function _readText(bytes calldata data, uint256 start) private pure returns (string memory text, uint256 end) {
        end = start + 1 + (data.at(start) >> 248);
        text = string(data[start + 1:end]);
    }

    function _readLimits(bytes calldata data, uint256 start) private pure returns (Limit[] memory limits, uint256 at) {
        limits = new Limit[](data.at(start) >> 248);
        at = start + 1;
        for (uint256 i = 0; i < limits.length; ++i) {
            (limits[i].counted, at) = _readText(data, at);
            limits[i].max = uint96(data.at(at) >> 160);
            at += 12;
        }
    }

    function _readConditions(bytes calldata data, uint256 start)
        private
        pure
        returns (Condition[] memory conditions, uint256 at)
    {
        conditions = new Condition[](data.at(start) >> 248);
        at = start + 1;
        for (uint256 i = 0; i < conditions.length; ++i) {
            (conditions[i].argument, at) = _readText(data, at);
            uint256 head = data.at(at);
            conditions[i].rule = _rule(head >> 248);
            conditions[i].values = new uint256[](uint8(head >> 240));
            at += 2;
            for (uint256 j = 0; j < conditions[i].values.length; ++j) {
                conditions[i].values[j] = data.at(at);
                at += 32;
            }
        }
    }

    function _readPolicies(bytes calldata data, uint256 start)
        private
        pure
        returns (Policy[] memory policies, uint256 at)
    {
        policies = new Policy[](data.at(start) >> 248);
        at = start + 1;
        for (uint256 i = 0; i < policies.length; ++i) {
            uint256 head = data.at(at);
            policies[i].policy = address(bytes20(bytes32(head)));
            uint256 end = at + 22 + uint16(head >> 80);
            policies[i].config = data[at + 22:end];
            at = end;
        }
    }

    function _period(uint256 number) private pure returns (string memory) {
        if (number == 0) return "session";
        if (number == 1) return "hour";
        if (number == 2) return "day";
        require(number == 3, PackedWordUnknown(number));
        return "week";
    }

    function _rule(uint256 number) private pure returns (string memory) {
        if (number == 0) return "between";
        if (number == 1) return "one of";
        if (number == 2) return "length between";
        require(number == 3, PackedWordUnknown(number));
        return "hash one of";
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {ISessionValidator} from "./ISessionValidator.sol";
import {Words} from "./Words.sol";

/// @notice What is enforced for one function of one target, in 64 bits.
/// Layout of the bits: [ selector: 32 | number of the target: 8 | spendWord: 8 | detailsAt: 16 ]. `spendWord` is the head word of
/// the amount argument plus one, `detailsAt` the position of the details, after the rules, plus one; 0: none, and no value.
type Rule is uint256;

using RuleLibrary for Rule global;

library RuleLibrary {
    function selector(Rule rule) internal pure returns (bytes4) {
        return bytes4(uint32(Rule.unwrap(rule) >> 32));
    }

    function targetNumber(Rule rule) internal pure returns (uint256) {
        return uint8(Rule.unwrap(rule) >> 24);
    }

    function spendWord(Rule rule) internal pure returns (uint256) {
        return uint8(Rule.unwrap(rule) >> 16);
    }

    function detailsAt(Rule rule) internal pure returns (uint256) {
        return uint16(Rule.unwrap(rule));
    }
}

/// @title Rules
/// @notice The packed rules of a session, which every operation carries; their hash is part of the session's id.
/// Layout of the bytes: [ targets: 1 | rules: 1 ] targets × [ address: 20 ] rules × [ Rule: 8 ] details. Layout of details:
/// [ flags: 1 | maxValue: 16 ] and, for each flag, in this order:
/// [ period: 1 | via: 2 | word: 2 | maxCalls: 4 | maxAmount: 12 | maxTotalValue: 12 ],
/// [ conditions: 1 | conditions × [ test: 1 | unit: 2 | via: 2 | word: 2 | values: 1 | values × 32 ] ],
/// [ policies: 1 | policies × [ policy: 20 | length: 2 | config ] ].
library Rules {
    using Words for bytes;

    /// @notice How a condition is tested.
    enum Test {
        UnsignedBetween,
        SignedBetween,
        OneOf,
        LengthBetween,
        HashOneOf
    }

    uint256 internal constant HEAD_BYTES = 2;
    uint256 internal constant TARGET_BYTES = 20;
    uint256 internal constant RULE_BYTES = 8;

    uint256 internal constant COUNTED = 1;
    uint256 internal constant CONDITIONED = 2;
    uint256 internal constant POLICED = 4;
    uint256 internal constant NATIVE = 8;

    /// @notice Hash of the text of the permission to send native coin, which is not a function.
    bytes32 internal constant NATIVE_TRANSFER = keccak256("native transfer");

    /// @notice The rule that the call at an index uses. Reverts if the rule is for another function.
    function find(bytes memory rules, uint256 hint, uint256 index, address target, bytes4 selector)
        internal
        pure
        returns (Rule rule)
    {
        uint256 head = rules.word(0);
        // At most a few thousand bytes, here and below.
        unchecked {
            rule = Rule.wrap(rules.word(HEAD_BYTES + (head >> 248) * TARGET_BYTES + hint * RULE_BYTES) >> 192);
        }
        if (hint >= uint8(head >> 240) || rule.selector() != selector || targetAt(rules, rule.targetNumber()) != target)
        {
            revert ISessionValidator.CallNotPermitted(index, target, selector);
        }
    }

    function targetAt(bytes memory rules, uint256 number) internal pure returns (address) {
        unchecked {
            return address(bytes20(bytes32(rules.word(HEAD_BYTES + number * TARGET_BYTES))));
        }
    }

    /// @notice Where the details of a rule begin. The rule must have some.
    function detailsOf(bytes memory rules, Rule rule) internal pure returns (uint256) {
        uint256 head = rules.word(0);
        unchecked {
            return HEAD_BYTES + (head >> 248) * TARGET_BYTES + uint8(head >> 240) * RULE_BYTES + rule.detailsAt() - 1;
        }
    }
}

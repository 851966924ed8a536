// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @notice What is enforced for one function of one target in one session, in one word. Zero: it may not be called.
/// Picture of the word: [ … | granted: 8 | boundCount: 8 | spendWord: 16 | maxValue: 128 ].
type Rule is uint256;

using RuleLibrary for Rule global;

/// @title RuleLibrary
/// @notice Packs and reads a {Rule}. By hand, because a struct costs the compiler a read for each member.
library RuleLibrary {
    uint256 private constant GRANTED_AT = 152;
    uint256 private constant BOUND_COUNT_AT = 144;
    uint256 private constant SPEND_WORD_AT = 128;

    /// @param bounds How many bounds are stored beside it.
    /// @param spend Head word of the amount argument plus one; 0: none.
    /// @param value Wei per call.
    function pack(uint8 bounds, uint16 spend, uint128 value) internal pure returns (Rule) {
        return Rule.wrap(
            (uint256(1) << GRANTED_AT) | (uint256(bounds) << BOUND_COUNT_AT) | (uint256(spend) << SPEND_WORD_AT) | value
        );
    }

    function isGranted(Rule rule) internal pure returns (bool) {
        return Rule.unwrap(rule) != 0;
    }

    function boundCount(Rule rule) internal pure returns (uint8) {
        return uint8(Rule.unwrap(rule) >> BOUND_COUNT_AT);
    }

    function spendWord(Rule rule) internal pure returns (uint16) {
        return uint16(Rule.unwrap(rule) >> SPEND_WORD_AT);
    }

    function maxValue(Rule rule) internal pure returns (uint128) {
        return uint128(Rule.unwrap(rule));
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @notice What is enforced for one function of one target in one session, in 48 bits. Zero: it may not be called.
/// Picture of the bits: [ selector: 32 | spendWord: 8 | granted: 1 | valued: 1 | 0: 2 | boundCount: 4 ].
type Rule is uint256;

using RuleLibrary for Rule global;

/// @title RuleLibrary
/// @notice Packs and reads a {Rule}. By hand, so that a page of rules is one word (see {RulePage}).
library RuleLibrary {
    uint256 private constant SELECTOR_AT = 16;
    uint256 private constant SPEND_WORD_AT = 8;
    uint256 private constant GRANTED = 1 << 7;
    uint256 private constant VALUED = 1 << 6;
    uint256 private constant BOUND_COUNT = (1 << 4) - 1;

    /// @param function_ The function that may be called.
    /// @param spend Head word of the amount argument plus one; 0: none.
    /// @param isValued_ Whether calls may carry value; how much is stored beside it.
    /// @param bounds How many bounds are stored beside it; at most 15.
    function pack(bytes4 function_, uint8 spend, bool isValued_, uint256 bounds) internal pure returns (Rule) {
        return Rule.wrap(
            (uint256(uint32(function_)) << SELECTOR_AT) | (uint256(spend) << SPEND_WORD_AT) | GRANTED
                | (isValued_ ? VALUED : 0) | bounds
        );
    }

    function isGranted(Rule rule) internal pure returns (bool) {
        return Rule.unwrap(rule) != 0;
    }

    function selector(Rule rule) internal pure returns (bytes4) {
        return bytes4(uint32(Rule.unwrap(rule) >> SELECTOR_AT));
    }

    function spendWord(Rule rule) internal pure returns (uint8) {
        return uint8(Rule.unwrap(rule) >> SPEND_WORD_AT);
    }

    function isValued(Rule rule) internal pure returns (bool) {
        return Rule.unwrap(rule) & VALUED != 0;
    }

    function boundCount(Rule rule) internal pure returns (uint256) {
        return Rule.unwrap(rule) & BOUND_COUNT;
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Rule} from "./Rule.sol";

/// @notice Up to five rules of one target in one session, in one word: a word costs 22,100 gas to write and 2,100 to read.
/// Picture of the word: [ 0: 16 | rule: 48 | rule: 48 | rule: 48 | rule: 48 | rule: 48 ], filled from the right, without gaps.
type RulePage is uint256;

using RulePageLibrary for RulePage global;

/// @title RulePageLibrary
/// @notice Reads a {RulePage} and adds to it.
library RulePageLibrary {
    uint256 private constant RULE_BITS = 48;
    uint256 private constant RULE = (1 << RULE_BITS) - 1;
    /// @dev In a rule, see there.
    uint256 private constant SELECTOR_AT = 16;
    uint256 private constant LAST_AT = 4 * RULE_BITS;

    /// @return The page's rule for a function; zero when it has none.
    function find(RulePage page, bytes4 selector) internal pure returns (Rule) {
        uint256 wanted = uint32(selector);
        // No rule is zero, so what is left is zero behind the last one only.
        for (uint256 rest = RulePage.unwrap(page); rest != 0; rest >>= RULE_BITS) {
            if (uint32(rest >> SELECTOR_AT) == wanted) return Rule.wrap(rest & RULE);
        }
        return Rule.wrap(0);
    }

    /// @notice Whether there is no room left: a further rule of the target stands on the next page.
    function isFull(RulePage page) internal pure returns (bool) {
        return RulePage.unwrap(page) >> LAST_AT != 0;
    }

    /// @notice The page with one rule more. It must not be full.
    function add(RulePage page, Rule rule) internal pure returns (RulePage) {
        uint256 place;
        while (RulePage.unwrap(page) >> place != 0) place += RULE_BITS;
        return RulePage.wrap(RulePage.unwrap(page) | (Rule.unwrap(rule) << place));
    }
}

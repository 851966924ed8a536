// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {ISessionValidator} from "./ISessionValidator.sol";

/// @notice What a session may still authorise, and until when: all that a later operation needs, in one word. Zero: there
/// is no such session.
/// Picture of the word: [ isEnded: 8 | validUntil: 32 | epoch: 32 | actionsLeft: 16 | spendLeft: 96 | gasLeftWei: 72 ].
type Budget is uint256;

using BudgetLibrary for Budget global;

/// @title BudgetLibrary
/// @notice Packs, reads and counts down a {Budget}. By hand, because a struct costs the compiler a read and a masked
/// write for each member.
library BudgetLibrary {
    uint256 private constant ENDED_AT = 248;
    uint256 private constant VALID_UNTIL_AT = 216;
    uint256 private constant EPOCH_AT = 184;
    uint256 private constant ACTIONS_AT = 168;
    uint256 private constant SPEND_AT = 72;

    /// @param end Last valid second, Unix; not zero.
    /// @param sinceEpoch Epoch of the account at which the session counts.
    /// @param actions Calls, all in all.
    /// @param spend Amount in the token's smallest unit.
    /// @param gasWei Maximum gas cost in wei.
    function pack(uint32 end, uint32 sinceEpoch, uint16 actions, uint96 spend, uint72 gasWei)
        internal
        pure
        returns (Budget)
    {
        return Budget.wrap(
            (uint256(end) << VALID_UNTIL_AT) | (uint256(sinceEpoch) << EPOCH_AT) | (uint256(actions) << ACTIONS_AT)
                | (uint256(spend) << SPEND_AT) | gasWei
        );
    }

    /// @notice The session was enabled and has not been ended by anybody. Says nothing of time and epoch.
    function isLive(Budget budget) internal pure returns (bool) {
        uint256 word = Budget.unwrap(budget);
        return word != 0 && word >> ENDED_AT == 0;
    }

    /// @notice The same budget, ended for ever.
    function ended(Budget budget) internal pure returns (Budget) {
        return Budget.wrap(Budget.unwrap(budget) | (uint256(1) << ENDED_AT));
    }

    function validUntil(Budget budget) internal pure returns (uint32) {
        return uint32(Budget.unwrap(budget) >> VALID_UNTIL_AT);
    }

    function epoch(Budget budget) internal pure returns (uint32) {
        return uint32(Budget.unwrap(budget) >> EPOCH_AT);
    }

    function actionsLeft(Budget budget) internal pure returns (uint16) {
        return uint16(Budget.unwrap(budget) >> ACTIONS_AT);
    }

    function spendLeft(Budget budget) internal pure returns (uint96) {
        return uint96(Budget.unwrap(budget) >> SPEND_AT);
    }

    function gasLeftWei(Budget budget) internal pure returns (uint72) {
        return uint72(Budget.unwrap(budget));
    }

    /// @notice Takes what an operation authorises. Reverts when it is more than what is left of any of the three.
    /// @param actions Calls of the operation.
    /// @param spend Sum of the amounts that the calls authorise.
    /// @param gasWei The operation's maximum cost.
    function take(Budget budget, uint256 actions, uint256 spend, uint256 gasWei) internal pure returns (Budget) {
        require(actions <= actionsLeft(budget), ISessionValidator.ActionsExceeded(actions, actionsLeft(budget)));
        require(spend <= spendLeft(budget), ISessionValidator.SpendExceeded(spend, spendLeft(budget)));
        require(gasWei <= gasLeftWei(budget), ISessionValidator.GasBudgetExceeded(gasWei, gasLeftWei(budget)));
        // Each part is at most its field, so nothing is borrowed from the field above.
        unchecked {
            return Budget.wrap(Budget.unwrap(budget) - ((actions << ACTIONS_AT) | (spend << SPEND_AT) | gasWei));
        }
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Amounts} from "./Amounts.sol";
import {ISessionValidator} from "./ISessionValidator.sol";

/// @notice What a session may still authorise, and until when, in one word. Zero: there is no such session.
/// [ isEnded: 1 | knowsRun: 1 | epoch: 22 | note: 24 | validUntil: 32 | actionsLeft: 16 | spendLeft: 96 | gasLeftWei: 64 ].
type Budget is uint256;

using BudgetLibrary for Budget global;

/// @title BudgetLibrary
/// @notice Packs, reads and reduces a {Budget}. By hand: a struct costs a read and a masked write for each member.
library BudgetLibrary {
    uint256 private constant ENDED = 1 << 255;
    uint256 private constant KNOWS_RUN = 1 << 254;
    uint256 private constant EPOCH_AT = 232;
    uint256 private constant NOTE_AT = 208;
    uint256 private constant END_AT = 176;
    uint256 private constant CALLS_AT = 160;
    uint256 private constant SPEND_AT = 64;

    /// @notice The last epoch in which a session can begin. After four million revocations an account can only revoke.
    uint256 internal constant MAX_EPOCH = (1 << 22) - 1;

    /// @param end Last valid second, Unix; not zero.
    /// @param epoch_ At most {MAX_EPOCH}.
    function pack(uint32 end, uint16 actions, uint96 spend, uint64 gasWei, bool run, uint256 epoch_)
        internal
        pure
        returns (Budget)
    {
        return Budget.wrap(
            (run ? KNOWS_RUN : 0) | (epoch_ << EPOCH_AT) | (uint256(end) << END_AT) | (uint256(actions) << CALLS_AT)
                | (uint256(spend) << SPEND_AT) | gasWei
        );
    }

    /// @notice Whether nobody has enabled or ended such a session.
    function isUnused(Budget budget) internal pure returns (bool) {
        return Budget.unwrap(budget) == 0;
    }

    /// @notice Whether the session was enabled in this epoch and not ended since. Ignores time.
    function isLive(Budget budget, uint256 epoch_) internal pure returns (bool) {
        uint256 word = Budget.unwrap(budget);
        return Amounts.isLive(word == 0, word >= ENDED, (word >> EPOCH_AT) & MAX_EPOCH, epoch_);
    }

    function isEnded(Budget budget) internal pure returns (bool) {
        return Budget.unwrap(budget) >= ENDED;
    }

    function ended(Budget budget) internal pure returns (Budget) {
        return Budget.wrap(Budget.unwrap(budget) | ENDED);
    }

    function knowsRun(Budget budget) internal pure returns (bool) {
        return Budget.unwrap(budget) & KNOWS_RUN != 0;
    }

    /// @notice The last valid second, and what is left: calls, amount, maximum gas cost in wei.
    function read(Budget budget) internal pure returns (uint32, uint16, uint96, uint64) {
        uint256 word = Budget.unwrap(budget);
        return (uint32(word >> END_AT), uint16(word >> CALLS_AT), uint96(word >> SPEND_AT), uint64(word));
    }

    function note(Budget budget) internal pure returns (uint24) {
        return uint24(Budget.unwrap(budget) >> NOTE_AT);
    }

    function withNote(Budget budget, uint24 note_) internal pure returns (Budget) {
        uint256 rest = Budget.unwrap(budget) & ~(uint256(type(uint24).max) << NOTE_AT);
        return Budget.wrap(rest | (uint256(note_) << NOTE_AT));
    }

    /// @notice Takes what an operation authorises: calls, their amounts, its maximum cost. Reverts when too little is left.
    function take(Budget budget, uint256 actions, uint256 spend, uint256 gasWei) internal pure returns (Budget) {
        (, uint256 actions_, uint256 spend_, uint256 gasWei_) = read(budget);
        require(Amounts.isWithin(actions, actions_), ISessionValidator.ActionsExceeded(actions, actions_));
        require(Amounts.isWithin(spend, spend_), ISessionValidator.SpendExceeded(spend, spend_));
        require(Amounts.isWithin(gasWei, gasWei_), ISessionValidator.GasBudgetExceeded(gasWei, gasWei_));
        // Each part is at most its field, so nothing borrows: {Amounts.take} for all three at once.
        unchecked {
            return Budget.wrap(Budget.unwrap(budget) - ((actions << CALLS_AT) | (spend << SPEND_AT) | gasWei));
        }
    }
}

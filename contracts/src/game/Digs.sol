// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @notice What was dug and delivered, in one word. Fields from the lowest bit:
///
/// | dug    | tide | done | marks | begun | errands | relics | eight | third | ruins | posts |
/// | 64 × 2 | 2    | 6    | 6     | 3     | 4       | 6      | 1     | 1     | 4     | 4     |
///
/// `dug`, `done`, `marks` and `begun` belong to `tide`: {inTide} before they are read. `dug` are layers by region; `done` has bit
/// `offer`; `marks` has bit `3 * (offer - 2) + mark`; `begun` and `errands` count errands of the tide and of all; `relics` has bit
/// `relic - 1`; `eight`: all materials were in one load; `third`: a third layer was dug; `ruins` has bit `x / 32 + y / 32 * 2` of
/// each whose middle was dug; `posts` has bit `place - 1` of each where a load was banked.
type Digs is uint256;

using DigsLib for Digs global;

/// @title DigsLib
/// @notice Reads and replaces single fields of a {Digs}; a setter leaves all other bits unchanged. Nothing overflows:
/// an index is known to be within its field.
library DigsLib {
    uint256 private constant TIDE_AT = 128;
    uint256 private constant DONE_AT = 130;
    uint256 private constant MARKS_AT = 136;
    uint256 private constant BEGUN_AT = 142;
    uint256 private constant ERRANDS_AT = 145;
    uint256 private constant RELICS_AT = 149;
    uint256 private constant EIGHT_AT = 155;
    uint256 private constant THIRD_AT = 156;
    uint256 private constant RUINS_AT = 157;
    uint256 private constant POSTS_AT = 161;

    uint256 private constant BEGUN = 7;
    uint256 private constant ERRANDS = 15;
    uint256 private constant RELICS = 0x3f;
    uint256 private constant FOUR = 15;

    /// @notice The word in a tide: what belongs to another reads as zero.
    function inTide(Digs digs, uint256 tide) internal pure returns (Digs) {
        uint256 word = Digs.unwrap(digs);
        if ((word >> TIDE_AT) & 3 == tide) return digs;
        return Digs.wrap((word >> ERRANDS_AT) << ERRANDS_AT | tide << TIDE_AT);
    }

    function dug(Digs digs, uint256 region) internal pure returns (uint256) {
        unchecked {
            return (Digs.unwrap(digs) >> (2 * region)) & 3;
        }
    }

    function isDone(Digs digs, uint256 offer) internal pure returns (bool) {
        unchecked {
            return (Digs.unwrap(digs) >> (DONE_AT + offer)) & 1 == 1;
        }
    }

    /// @notice Marks of a survey that are done: bit `mark`.
    function marks(Digs digs, uint256 survey) internal pure returns (uint256) {
        unchecked {
            return (Digs.unwrap(digs) >> (MARKS_AT + 3 * (survey - 2))) & 7;
        }
    }

    function begun(Digs digs) internal pure returns (uint256) {
        return (Digs.unwrap(digs) >> BEGUN_AT) & BEGUN;
    }

    function errands(Digs digs) internal pure returns (uint256) {
        return (Digs.unwrap(digs) >> ERRANDS_AT) & ERRANDS;
    }

    function relics(Digs digs) internal pure returns (uint256) {
        return (Digs.unwrap(digs) >> RELICS_AT) & RELICS;
    }

    function eight(Digs digs) internal pure returns (bool) {
        return (Digs.unwrap(digs) >> EIGHT_AT) & 1 == 1;
    }

    function third(Digs digs) internal pure returns (bool) {
        return (Digs.unwrap(digs) >> THIRD_AT) & 1 == 1;
    }

    function ruins(Digs digs) internal pure returns (uint256) {
        return (Digs.unwrap(digs) >> RUINS_AT) & FOUR;
    }

    function posts(Digs digs) internal pure returns (uint256) {
        return (Digs.unwrap(digs) >> POSTS_AT) & FOUR;
    }

    /// @param layers At most 3.
    function withDug(Digs digs, uint256 region, uint256 layers) internal pure returns (Digs) {
        unchecked {
            return Digs.wrap((Digs.unwrap(digs) & ~(3 << (2 * region))) | layers << (2 * region));
        }
    }

    function withDone(Digs digs, uint256 offer) internal pure returns (Digs) {
        unchecked {
            return _set(digs, DONE_AT + offer);
        }
    }

    function withMark(Digs digs, uint256 survey, uint256 mark) internal pure returns (Digs) {
        unchecked {
            return _set(digs, MARKS_AT + 3 * (survey - 2) + mark);
        }
    }

    /// @dev One more errand. Fits: a tide has at most four, so three tides have twelve.
    function withErrand(Digs digs) internal pure returns (Digs) {
        unchecked {
            return Digs.wrap(Digs.unwrap(digs) + (1 << BEGUN_AT) + (1 << ERRANDS_AT));
        }
    }

    function withRelic(Digs digs, uint256 relic) internal pure returns (Digs) {
        return _set(digs, RELICS_AT + relic - 1);
    }

    function withEight(Digs digs) internal pure returns (Digs) {
        return _set(digs, EIGHT_AT);
    }

    function withThird(Digs digs) internal pure returns (Digs) {
        return _set(digs, THIRD_AT);
    }

    function withRuin(Digs digs, uint256 ruin) internal pure returns (Digs) {
        return _set(digs, RUINS_AT + ruin);
    }

    function withPost(Digs digs, uint256 place) internal pure returns (Digs) {
        return _set(digs, POSTS_AT + place - 1);
    }

    function _set(Digs digs, uint256 at) private pure returns (Digs) {
        return Digs.wrap(Digs.unwrap(digs) | 1 << at);
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IHourglass} from "./IHourglass.sol";
import {Run, RunLib} from "./Run.sol";
import {Table} from "./generated/Table.sol";
import {Numbers} from "./generated/Numbers.sol";

/// @title Falls
/// @notice Who walks at night may fall. Steps are stored with their block, and the hash of that block says which of them were
/// falls. It is known in a later block only, so nobody can draw again: the steps are stored before.
/// Nothing overflows: steps have 9 bits.
library Falls {
    /// @dev One in each byte.
    uint256 private constant EACH = type(uint256).max / 255;

    /// @notice Stores steps at night, with light or without.
    function store(Run run, uint256 steps) internal view returns (Run) {
        unchecked {
            uint256 before = run.nightSteps();
            bool lit = (run.oil() || run.worn(RunLib.BACK) == Table.LANTERN) && (before == 0 || run.nightLit());
            return run.withNight(before + steps, block.number, lit);
        }
    }

    /// @notice Whether stored steps are of this very block, so that nobody knows their falls yet.
    function isUnsettled(Run run) internal view returns (bool) {
        return run.nightSteps() != 0 && _age(run) == 0;
    }

    /// @notice Counts the falls of the steps of an earlier block.
    function settle(Run run) internal returns (Run) {
        unchecked {
            uint256 age = _age(run);
            if (age == 0) return run;
            uint256 falls = _count(run.nightSteps(), run.nightLit(), blockhash(block.number - age));
            run = run.withNight(0, 0, false);
            if (falls == 0) return run;
            emit IHourglass.Fell(msg.sender, run.number(), falls);
            return run.withFell().withUsed(run.used() + falls * Numbers.FALL_GRAINS);
        }
    }

    /// @dev How many blocks ago the steps were made: an expedition is over long before 2^20 blocks.
    function _age(Run run) private view returns (uint256) {
        unchecked {
            return (block.number - run.nightBlock()) & 0xfffff;
        }
    }

    /// @param hash 0: older than the chain remembers.
    function _count(uint256 steps, bool lit, bytes32 hash) private view returns (uint256 falls) {
        unchecked {
            if (hash == 0) {
                return (steps + Numbers.FALL_STEPS_PER_OLD_FALL - 1) / Numbers.FALL_STEPS_PER_OLD_FALL;
            }
            uint256 odds = lit ? Numbers.FALL_ODDS_LIT : Numbers.FALL_ODDS;
            for (uint256 word = 0; 32 * word < steps; ++word) {
                uint256 rolls = uint256(keccak256(abi.encode(hash, msg.sender, word)));
                uint256 left = steps - 32 * word;
                // Bytes of no step become the highest, which is no fall.
                if (left < 32) rolls |= type(uint256).max >> (8 * left);
                falls += _below(rolls, odds);
            }
        }
    }

    /// @dev `for (i < 32) if (rolls[i] < odds) ++falls`, on all bytes at once: whoever has to settle hundreds of steps pays what
    /// one step costs, so no limit of gas can keep them from it.
    /// @param odds Below 128.
    function _below(uint256 rolls, uint256 odds) private pure returns (uint256 falls) {
        unchecked {
            // The highest bit of each byte: set if the byte is not below the odds.
            uint256 others = rolls | ((rolls & (EACH * 0x7f)) + EACH * (128 - odds));
            return (((~others >> 7) & EACH) * EACH) >> 248;
        }
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Deliveries} from "./Deliveries.sol";
import {Digs} from "./Digs.sol";
import {Grains} from "./Grains.sol";
import {IHourglass} from "./IHourglass.sol";
import {Places} from "./Places.sol";
import {Profile} from "./Profile.sol";
import {Run} from "./Run.sol";
import {Tides} from "./Tides.sol";
import {Table} from "./generated/Table.sol";
import {Numbers} from "./generated/Numbers.sol";

/// @title Homecomings
/// @notice How an expedition ends, and what stays of it: Sand in the vault, relics, achievements. Points have 16 bits.
abstract contract Homecomings is Deliveries {
    uint256 private constant LAST_SECONDS = 5;
    uint256 private constant MANY_REGIONS = 40;
    uint256 private constant ALL_FOUR = 15;
    uint256 private constant GOOD = 100;
    uint256 private constant GREAT = 120;

    /// @inheritdoc IHourglass
    function finish() external {
        Run run = _enter();
        uint256 place = Places.requireCamp(run.tile(), Table.CAMP_REACH);
        _requireSettled(run);
        // Who owes grains for falls is not home yet.
        Grains.pay(run, 0);
        uint256 points = _pointsAtHome(run.points(), place);
        Digs digs = _digs[msg.sender];
        Profile profile = _profiles[msg.sender].withAchievements(_achievements(run, digs, points));
        uint256 sand;
        uint256 relics;
        if (run.mode() == DAILY) (sand, relics) = (points / Numbers.POINTS_PER_SAND * 1 ether, digs.relics());
        _profiles[msg.sender] = profile.withVault(profile.vault() + sand);
        _runs[msg.sender] = Run.wrap(0);
        emit Finished(msg.sender, run.number(), place, points, sand, relics);
        if (sand != 0) SAND.mint(address(this), sand);
        for (uint256 relic = 1; relics != 0; (++relic, relics >>= 1)) {
            if (relics & 1 == 1) ITEMS.mint(msg.sender, Table.relic(relic), 1);
        }
    }

    /// @inheritdoc IHourglass
    function withdraw(uint256 amount) external {
        if (amount == 0) revert AmountZero();
        Profile profile = _profiles[msg.sender];
        uint256 vault = profile.vault();
        if (amount > vault) revert SandTooLow(vault, amount);
        _profiles[msg.sender] = profile.withVault(vault - amount);
        emit SandWithdrawn(msg.sender, amount, vault - amount);
        SAND.transfer(msg.sender, amount);
    }

    /// @dev With the bonus for coming home.
    function _pointsAtHome(uint256 points, uint256 place) private pure returns (uint256) {
        unchecked {
            return points + points * (place == Places.CAMP ? Numbers.HOME_CAMP : Numbers.HOME_POST) / 100;
        }
    }

    function _achievements(Run run, Digs digs, uint256 points) private view returns (uint256 bits) {
        unchecked {
            bits = 1;
            bits |= _bit(run.endsAt() - block.timestamp <= LAST_SECONDS, 1);
            bits |= _bit(run.purse() == 0, 2);
            bits |= _bit(digs.eight(), 3);
            bits |= _bit(digs.third(), 4);
            bits |= _bit(digs.ruins() == ALL_FOUR, 5);
            bits |= _bit(digs.posts() == ALL_FOUR, 6);
            bits |= _bit(Tides.phase(run) == Tides.NIGHT && !run.fell(), 7);
            bits |= _bit(digs.errands() == (Tides.LAST + 1) * _errandsPerTide(run), 8);
            bits |= _bit(_count(run.regions()) >= MANY_REGIONS, 9);
            uint256 result = 100 * points / Numbers.par(run.length());
            uint256 medal = 8 + 2 * run.length();
            bits |= _bit(result >= GOOD, medal) | _bit(result >= GREAT, medal + 1);
        }
    }

    function _bit(bool isSet, uint256 at) private pure returns (uint256) {
        return isSet ? 1 << at : 0;
    }

    /// @dev Number of set bits.
    function _count(uint256 bits) private pure returns (uint256 count) {
        unchecked {
            for (; bits != 0; bits &= bits - 1) {
                ++count;
            }
        }
    }
}

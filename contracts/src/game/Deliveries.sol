// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Digs} from "./Digs.sol";
import {Errand, Errands} from "./Errands.sol";
import {Gear} from "./Gear.sol";
import {Grains} from "./Grains.sol";
import {IHourglass} from "./IHourglass.sol";
import {Loads} from "./Loads.sol";
import {Pack, PackLib} from "./Pack.sol";
import {Places} from "./Places.sol";
import {Run} from "./Run.sol";
import {Tides} from "./Tides.sol";
import {Table} from "./generated/Table.sol";
import {Numbers} from "./generated/Numbers.sol";

/// @title Deliveries
/// @notice What makes points: loads that are banked, and errands. Points never read balances.
abstract contract Deliveries is Gear {
    /// @inheritdoc IHourglass
    function bank() external {
        Run run = _enter();
        uint256 place = Places.requireCamp(run.tile(), Table.CAMP_REACH);
        _requireSettled(run);
        Pack pack = _packs[msg.sender];
        if (!pack.hasLoad()) revert NothingToBank();
        (Pack left, uint256 kinds, uint256 load) = Loads.sell(run, pack, Tides.tide(run), place);
        Digs digs = _digs[msg.sender];
        if (kinds == PackLib.MATERIALS) digs = digs.withEight();
        if (place != Places.CAMP) digs = digs.withPost(place);
        run = Grains.pay(run, Numbers.COST_BANK).withPoints(run.points() + load);
        _runs[msg.sender] = run;
        _packs[msg.sender] = left;
        _digs[msg.sender] = digs;
        emit Banked(msg.sender, run.number(), place, load, run.points());
    }

    /// @inheritdoc IHourglass
    function claim(uint256 errand) external {
        Run run = _enter();
        if (errand > Errands.LAST) revert ErrandUnknown(errand, Errands.LAST);
        uint256 tide = Tides.tide(run);
        Errand memory offer = CHART.errandAt(run.seed(), run.length(), tide, errand);
        if (offer.count == 0 || (errand == Errands.VIGIL && Tides.phase(run) != Tides.DUSK)) {
            revert ErrandClosed(errand, tide);
        }
        Digs digs = _begin(run, _digs[msg.sender].inTide(tide), errand);
        uint256 mark;
        (digs, mark) = _reachMark(run, digs, errand, offer);
        if (errand < Errands.SURVEY) _packs[msg.sender] = _spend(_packs[msg.sender], offer.item, offer.amount);
        if (errand == Errands.RECOVER) _requireDug(digs, errand, offer);
        if (errand == Errands.VIGIL) run = Grains.pay(run, Numbers.COST_VIGIL);
        uint256 reward = offer.rewards[mark] * Numbers.errandsPercent(run.calling()) * Numbers.tidePercent(tide)
            * Numbers.pursePercent(run.purse()) / 1e8;
        run = run.withPoints(run.points() + reward);
        _runs[msg.sender] = run;
        _digs[msg.sender] = digs;
        emit ErrandClaimed(msg.sender, run.number(), errand, mark, reward, run.points());
    }

    /// @dev Counts an errand from its first claim.
    function _begin(Run run, Digs digs, uint256 errand) private pure returns (Digs) {
        if (digs.isDone(errand)) revert ErrandDone(errand);
        if (_isSurvey(errand) && digs.marks(errand) != 0) return digs;
        uint256 most = _errandsPerTide(run);
        if (digs.begun() >= most) revert ErrandsFull(digs.begun(), most);
        return digs.withErrand();
    }

    /// @dev Marks where the player stands as done; an errand is done with its last mark.
    function _reachMark(Run run, Digs digs, uint256 errand, Errand memory offer)
        private
        pure
        returns (Digs, uint256 mark)
    {
        unchecked {
            if (!_isSurvey(errand)) {
                if (!_isThere(run.tile(), offer.tiles[0], errand)) revert ErrandElsewhere(errand, offer.tiles[0]);
                return (digs.withDone(errand), 0);
            }
            uint256 done = digs.marks(errand);
            uint256 next = offer.count;
            for (mark = 0; mark < offer.count; ++mark) {
                if ((done >> mark) & 1 == 1) continue;
                if (offer.tiles[mark] == run.tile()) break;
                if (next == offer.count) next = mark;
            }
            if (mark == offer.count) revert ErrandElsewhere(errand, offer.tiles[next]);
            digs = digs.withMark(errand, mark);
            return (digs.marks(errand) + 1 == 1 << offer.count ? digs.withDone(errand) : digs, mark);
        }
    }

    function _requireDug(Digs digs, uint256 errand, Errand memory offer) private pure {
        uint256 dug = digs.dug(Places.regionOf(offer.tiles[0]));
        if (dug < offer.amount) revert ErrandNotMet(errand, dug, offer.amount);
    }

    function _isThere(uint256 from, uint256 tile, uint256 errand) private pure returns (bool) {
        if (errand == Errands.VIGIL) return from == tile;
        if (errand == Errands.RECOVER) return Places.isNext(from, tile);
        return Places.distance(from, tile) <= Table.CAMP_REACH;
    }

    function _isSurvey(uint256 errand) private pure returns (bool) {
        return errand >= Errands.SURVEY && errand < Errands.VIGIL;
    }
}

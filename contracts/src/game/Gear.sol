// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Finds} from "./Finds.sol";
import {Grains} from "./Grains.sol";
import {IHourglass} from "./IHourglass.sol";
import {Pack} from "./Pack.sol";
import {Places} from "./Places.sol";
import {Run} from "./Run.sol";
import {Tides} from "./Tides.sol";
import {Island} from "./Island.sol";
import {Table} from "./generated/Table.sol";
import {Numbers} from "./generated/Numbers.sol";

/// @title Gear
/// @notice What is made, worn and bought: words, not tokens, gone with the expedition. Nothing overflows:
/// all are fields of a few bits.
abstract contract Gear is Finds {
    uint256 private constant DASH = 1;
    uint256 private constant MOST_RATIONS = 3;

    /// @inheritdoc IHourglass
    function craft(uint256 recipe) external {
        Run run = _enter();
        if (recipe == 0 || recipe > Numbers.RECIPES) revert RecipeUnknown(recipe, Numbers.RECIPES);
        (uint256 output, uint256 amount) = Table.output(recipe);
        Pack pack = _packs[msg.sender];
        bool isTool = Numbers.toolBit(output) != 0;
        if (isTool && pack.has(output)) revert ItemOwned(output);
        for (uint256 inputs = Table.recipe(recipe); inputs != 0; inputs >>= 32) {
            (uint256 item, uint256 needed) = ((inputs >> 16) & 0xffff, inputs & 0xffff);
            pack = _spend(pack, item, needed);
        }
        if (isTool) (run, pack) = _receive(run, pack, output);
        else pack = pack.withUnits(output, pack.units(output) + amount);
        _packs[msg.sender] = pack;
        _runs[msg.sender] = Grains.pay(run, Numbers.COST_CRAFT);
        emit Crafted(msg.sender, run.number(), recipe);
    }

    /// @inheritdoc IHourglass
    function equip(uint256 item) external {
        unchecked {
            Run run = _enter();
            uint256 place = Table.place(item);
            if (place == 0) revert NotWearable(item);
            Pack pack = _packs[msg.sender];
            if (!pack.has(item)) revert ItemsTooFew(item, 0, 1);
            uint256 worn = run.worn(place - 1) == item ? 0 : item;
            run = run.withWorn(place - 1, worn);
            _requireFooting(run);
            _roomFor(run, pack, 0);
            _runs[msg.sender] = run;
            emit Equipped(msg.sender, run.number(), place - 1, worn);
        }
    }

    /// @inheritdoc IHourglass
    function buy(uint256 item, uint256 maxSand) external {
        Run run = _enter();
        uint256 price = Numbers.price(item);
        if (price == 0) revert NotForSale(item);
        Places.requireCamp(run.tile(), Table.CAMP_REACH + _reach(run));
        uint256 sand = run.mode() == DAILY ? price * 1 ether : 0;
        if (sand > maxSand) revert PriceAboveMax(sand, maxSand);
        Pack pack = _packs[msg.sender];
        uint256 spent = pack.spent() + price;
        uint256 purse = _purse(run);
        if (spent > purse) revert PurseEmpty(spent, purse);
        (_runs[msg.sender], _packs[msg.sender]) = _supply(run, pack.withSpent(spent), item);
        emit Bought(msg.sender, run.number(), item, sand);
        if (sand != 0) SAND.burn(msg.sender, sand);
    }

    /// @dev Takes units out of a pack.
    function _spend(Pack pack, uint256 item, uint256 needed) internal pure returns (Pack) {
        uint256 seen = pack.units(item);
        if (seen < needed) revert ItemsTooFew(item, seen, needed);
        return pack.withUnits(item, seen - needed);
    }

    /// @dev Refuses to close hills or ruins under the player's feet. Out of the shallows one can wade.
    function _requireFooting(Run run) private view {
        uint256 biome = Island.biomeAt(run.seed(), run.tile());
        (uint256 t, uint256 lasts) = Tides.clock(run);
        uint256 open = _openBiomes(run, Tides.isLow(t, lasts));
        if (biome != Table.SHALLOWS && (open >> biome) & 1 == 0) revert BiomeClosed(run.tile(), biome, open);
    }

    function _supply(Run run, Pack pack, uint256 item) private pure returns (Run, Pack) {
        unchecked {
            if (item == Numbers.RATION) {
                uint256 most = run.length() == DASH ? 1 : MOST_RATIONS;
                if (run.rations() >= most) revert SupplyFull(item, run.rations(), most);
                return (run.withRations(run.rations() + 1), pack);
            }
            if (item == Numbers.OIL) {
                if (run.oil()) revert ItemOwned(item);
                return (run.withOil(), pack);
            }
            if (pack.has(item)) revert ItemOwned(item);
            return _receive(run, pack, item);
        }
    }

    /// @dev Whole Sand that the expedition may spend.
    function _purse(Run run) private pure returns (uint256) {
        if (run.purse() == 0) return 0;
        return run.purse() == 1 ? Numbers.smallPurse(run.length()) : Numbers.fullPurse(run.length());
    }

    function _reach(Run run) private pure returns (uint256 tiles) {
        unchecked {
            for (uint256 slot = 0; slot < Table.SLOT_COUNT; ++slot) {
                tiles += Table.reach(run.worn(slot));
            }
        }
    }
}

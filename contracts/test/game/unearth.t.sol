// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Hourglass} from "../../src/game/Hourglass.sol";
import {IHourglass} from "../../src/game/IHourglass.sol";
import {Island} from "../../src/game/Island.sol";
import {Sites} from "../../src/game/Sites.sol";
import {GameTest} from "./GameTest.sol";
import {Table} from "../../src/game/generated/Table.sol";

contract UnearthTest is GameTest {
    uint256 private constant FIRST_CHEST = Table.RELIC_COUNT + 1;

    function testFuzz_eachRelic_oncePerPlayer(uint256 relic) public {
        relic = bound(relic, 1, Table.RELIC_COUNT);
        (uint256 tile, uint256 item) = (findSite(relic), Table.relic(relic));
        place(ana, tile);
        vm.expectRevert(abi.encodeWithSelector(IHourglass.ToolNotWorn.selector, item, Table.DIG_TOOL));
        _unearth(ana, tile);
        wear(ana, Table.DIG_TOOL);
        place(ana, tile);
        vm.expectEmit();
        emit IHourglass.RelicFound(ana, relic, item, tile);
        _unearth(ana, tile);
        assertEq(items.balanceOf(ana, item), 1, "found");
        assertEq(game.readPlayer(ana).found, 1 << (relic - 1), "marked");
        vm.expectRevert(abi.encodeWithSelector(IHourglass.RelicAlreadyFound.selector, relic));
        _unearth(ana, tile);

        // Giving it away does not allow a second find.
        vm.prank(ana);
        items.safeTransferFrom(ana, ben, item, 1, "");
        vm.expectRevert(abi.encodeWithSelector(IHourglass.RelicAlreadyFound.selector, relic));
        _unearth(ana, tile);
        wear(ben, Table.DIG_TOOL);
        place(ben, tile);
        _unearth(ben, tile);
        assertEq(items.balanceOf(ben, item), 2, "everybody finds one");
    }

    function testFuzz_eachChest_oncePerPlayerAndWeek(uint256 chest) public {
        chest = bound(chest, 1, Table.CHEST_COUNT);
        uint256 tile = findSite(Table.RELIC_COUNT + chest);
        uint256 week = weekOf(block.timestamp);
        place(ana, tile);
        vm.expectRevert(abi.encodeWithSelector(IHourglass.ItemsTooFew.selector, Table.CHEST_KEY, 0, 1));
        _unearth(ana, tile);
        give(ana, Table.CHEST_KEY, 3);
        (uint256 item, uint256 amount) = Sites.loot(SEED, tile, week);
        vm.expectEmit();
        emit IHourglass.ChestOpened(ana, chest, week, Table.chest(chest), item, amount);
        _unearth(ana, tile);
        assertEq(items.balanceOf(ana, Table.CHEST_KEY), 2, "a key is used up");
        assertEq(items.balanceOf(ana, item), amount, "loot");
        assertEq(sand.balanceOf(ana), Table.chest(chest), "Sand");
        vm.expectRevert(abi.encodeWithSelector(IHourglass.ChestAlreadyOpened.selector, chest, week));
        _unearth(ana, tile);
        vm.warp(mondayOf(week + 1) - 1);
        vm.expectRevert(abi.encodeWithSelector(IHourglass.ChestAlreadyOpened.selector, chest, week));
        _unearth(ana, tile);
        skip(1);
        _unearth(ana, tile);
        assertEq(sand.balanceOf(ana), 2 * Table.chest(chest), "again in the next week");
    }

    function test_reachesAsFarAsAHand() public {
        uint256 tile = findSite(FIRST_CHEST);
        give(ana, Table.CHEST_KEY, 1);
        place(ana, tile - 2);
        vm.expectRevert(abi.encodeWithSelector(IHourglass.TileOutOfReach.selector, tile, tile - 2));
        _unearth(ana, tile);
        place(ana, tile - 1);
        _unearth(ana, tile);
    }

    function testFuzz_reverts_whereNothingIsHidden(uint256 tile) public {
        tile = bound(tile, 65, Island.TILES - 66);
        vm.assume(game.siteAt(tile) == 0);
        place(ana, tile);
        vm.expectRevert(abi.encodeWithSelector(IHourglass.NothingHidden.selector, tile));
        _unearth(ana, tile);
    }

    /// forge-config: default.fuzz.runs = 32
    function testFuzz_sitesAreOnTheirGround(uint32 seed) public {
        uint256 sites = new Hourglass(seed).SITES();
        for (uint256 site = 1; site <= Table.RELIC_COUNT + Table.CHEST_COUNT; ++site) {
            uint256 tile = (sites >> (16 * (site - 1))) & 0xffff;
            (uint256 biome, uint256 far) = Table.site(site);
            assertEq(Island.biomeAt(seed, tile), biome, "ground");
            assertGe(Island.distanceToCamp(tile), far, "far enough");
            assertEq(Island.resourceAt(seed, tile), 0, "nothing grows on it");
            assertEq(Sites.at(sites, tile), site, "no two on one tile");
        }
        assertEq(Sites.at(sites, 0) + Sites.at(sites, Table.CAMP), 0, "neither the corner nor the camp");
    }

    /// @notice A contract that opens a chest and reverts unless it likes the contents, in every block of a day, sees one outcome.
    function test_noDrawCanBeRepeated_byReverting() public {
        uint256 tile = findSite(FIRST_CHEST);
        Gambler gambler = new Gambler(game);
        place(address(gambler), tile);
        give(address(gambler), Table.CHEST_KEY, 1);
        (uint256 fixed_,) = Sites.loot(SEED, tile, weekOf(block.timestamp));
        uint256 other = fixed_ == Table.SHARD ? Table.PEARL : Table.SHARD;
        for (uint256 i = 0; i < 48; ++i) {
            vm.expectRevert(abi.encodeWithSelector(Gambler.NotWhatIWanted.selector, other));
            gambler.open(tile, other);
            skip(1 hours);
            vm.roll(block.number + 1);
            vm.prevrandao(bytes32(block.number));
        }
        gambler.open(tile, fixed_);
        assertGt(items.balanceOf(address(gambler), fixed_), 0, "what everybody could foresee");
    }

    /// @dev The same for gathering: a node's yield does not depend on the block.
    function test_gathering_isTheSameInEveryBlock() public {
        uint256 tile = findResource(Table.WOOD);
        place(ana, tile);
        for (uint256 i = 0; i < 16; ++i) {
            uint256 state = vm.snapshotState();
            vm.prevrandao(keccak256(abi.encode(i)));
            vm.roll(block.number + i);
            vm.prank(ana);
            game.gather(tile);
            assertEq(items.balanceOf(ana, Table.WOOD), 1, "one, whatever the block");
            vm.revertToState(state);
        }
    }

    function _unearth(address player, uint256 tile) private {
        vm.prank(player);
        game.unearth(tile);
    }
}

contract Gambler {
    Hourglass private immutable _GAME;

    error NotWhatIWanted(uint256 item);

    constructor(Hourglass game) {
        _GAME = game;
    }

    function open(uint256 tile, uint256 wanted) external {
        uint256 before = _GAME.ITEMS().balanceOf(address(this), wanted);
        _GAME.unearth(tile);
        if (_GAME.ITEMS().balanceOf(address(this), wanted) == before) revert NotWhatIWanted(wanted);
    }
}

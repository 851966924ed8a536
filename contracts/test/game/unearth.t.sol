// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Island} from "../../src/game/Island.sol";
import {Table} from "../../src/game/generated/Table.sol";
import {IHourglass} from "../../src/game/IHourglass.sol";
import {Places} from "../../src/game/Places.sol";
import {GameTest} from "./GameTest.sol";

contract UnearthTest is GameTest {
    function setUp() public override {
        super.setUp();
        begin(WALK, COURIER);
        wear(Table.SPADE);
    }

    /// @notice 12 / 24 / 44 by layer; by ring 1 / 1.5 / 2.
    function test_eachLayer_isWorthMore() public {
        uint256 tile = _siteIn(0, 3, 1);
        uint256[3] memory values = [uint256(18), 36, 66];
        place(tile);
        for (uint256 i = 0; i < 3; ++i) {
            vm.expectEmit();
            emit IHourglass.Unearthed(ana, 1, tile, i + 1, values[i]);
            play(abi.encodeCall(IHourglass.unearth, (tile)));
            store(run().withUsed(0));
        }
        assertEq(pack().layers(), 3, "carried");
        assertEq(pack().relicValue(), 120, "value");
        assertEq(pack().weight(), 9, "three units each");
        assertTrue(digs().third(), "a third layer");
        assertEq(digs().relics(), 1 << (_relicOn(Island.biomeAt(SEED, tile)) - 1), "its relic");
        _refuse(tile, abi.encodeWithSelector(IHourglass.SiteEmpty.selector, tile, 0));
    }

    function test_isWorthMore_byRing() public {
        assertEq(_dig(_siteIn(0, 1, 0)), 12, "near");
        assertEq(_dig(_siteIn(0, 1, 1)), 18, "middle");
        assertEq(_dig(_siteIn(0, 1, 2)), 24, "far");
    }

    function test_isWorthMore_byTideAndPhase() public {
        at(400);
        assertEq(_dig(_siteIn(1, 1, 1)), 21, "12 * 1.5 * 1.2");
        at(800);
        assertEq(_dig(_siteIn(2, 1, 1)), 28, "12 * 1.5 * 1.15 * 1.4");
        at(1000);
        assertEq(_dig(_siteIn(2, 2, 1)), 35, "12 * 1.5 * 1.4 * 1.4");
    }

    function test_aDelver_digsCheaper_andGetsMore() public {
        begin(WALK, DELVER);
        uint256 tile = _siteIn(0, 3, 1);
        assertEq(_dig(tile), 21, "12 * 1.5 * 1.18");
        assertEq(run().used(), 15, "first");
        _dig(tile);
        assertEq(run().used(), 45, "second");
        at(30);
        _dig(tile);
        assertEq(run().used(), 60 + 60, "third, after what fell");
    }

    function test_costsTwentyFortyEighty() public {
        uint256 tile = _siteIn(0, 3, 1);
        _dig(tile);
        assertEq(run().used(), 20, "first");
        _dig(tile);
        assertEq(run().used(), 60, "second");
        refuse(
            abi.encodeCall(IHourglass.unearth, (tile)),
            abi.encodeWithSelector(IHourglass.OutOfGrains.selector, NOON + 25)
        );
        at(25);
        _dig(tile);
    }

    /// @notice A tide brings its own sites; what was dug in another does not count.
    function test_whatWasDug_isForgotten_inTheNextTide() public {
        uint256 ruin = _ruin(0);
        wear(Table.LANTERN);
        _dig(ruin);
        uint256 region = Places.regionOf(ruin);
        assertEq(digs().dug(region), 1, "one layer");
        at(400);
        _dig(ruin);
        assertEq(digs().inTide(1).dug(region), 1, "again the first");
        assertEq(digs().inTide(0).dug(region), 0, "nothing of the tide before");
    }

    /// @notice The middle of each ruin hides three layers in every tide.
    function test_theMiddleOfEachRuin_isRemembered() public {
        for (uint256 quarter = 0; quarter < 4; ++quarter) {
            uint256 tile = _ruin(quarter);
            for (uint256 tide = 0; tide < 3; ++tide) {
                assertEq(chart.siteAt(SEED, tide, tile), 3, "in every tide");
            }
            assertEq(Island.biomeAt(SEED, tile), Table.RUINS, "a ruin");
            store(run().withUsed(0));
            _dig(tile);
            assertEq(digs().ruins(), (2 << quarter) - 1, "one more");
        }
        assertEq(digs().relics(), 0, "a relic is in the third layer");
    }

    /// @notice Each ground has its own relic.
    function test_eachGroundHasItsRelic() public {
        uint256 seen;
        for (uint256 tide = 0; tide < 3; ++tide) {
            at(400 * tide);
            for (uint256 tile = 0; tile < Island.TILES; ++tile) {
                uint256 biome = Island.biomeAt(SEED, tile);
                if ((seen >> biome) & 1 == 1 || chart.siteAt(SEED, tide, tile) != 3) continue;
                seen |= 1 << biome;
                uint256 before = digs().relics();
                for (uint256 i = 0; i < 3; ++i) {
                    store(run().withUsed(0));
                    store(pack().withLayers(0, 0));
                    _dig(tile);
                }
                assertEq(digs().relics() & ~before, 1 << (_relicOn(biome) - 1), "its own");
            }
        }
        assertEq(seen, 0x7e, "all grounds but the sea");
        assertEq(digs().relics(), 0x3f, "all relics");
    }

    function test_reverts_withoutASpade() public {
        uint256 tile = _siteIn(0, 1, 1);
        place(tile);
        undress();
        _refuse(tile, abi.encodeWithSelector(IHourglass.ToolNotWorn.selector, 0, Table.SPADE));
    }

    function test_reverts_whereNothingIsHidden() public {
        place(Table.CAMP);
        _refuse(Table.CAMP, abi.encodeWithSelector(IHourglass.NothingHidden.selector, Table.CAMP));
    }

    function test_reverts_outOfReach() public {
        uint256 tile = _siteIn(0, 1, 1);
        place(tile + 2);
        _refuse(tile, abi.encodeWithSelector(IHourglass.TileOutOfReach.selector, tile, tile + 2));
        place(tile + 1);
        play(abi.encodeCall(IHourglass.unearth, (tile)));
    }

    function test_reverts_whenThereIsNoRoomForALayer() public {
        uint256 tile = _siteIn(0, 2, 1);
        place(tile);
        give(Table.WOOD, 34);
        _refuse(tile, abi.encodeWithSelector(IHourglass.PackFull.selector, 34, 36));
        give(Table.WOOD, 33);
        play(abi.encodeCall(IHourglass.unearth, (tile)));
        assertEq(pack().weight(), 36, "exactly full");
    }

    /// @dev Returns the value of the layer.
    function _dig(uint256 tile) private returns (uint256) {
        uint256 before = pack().relicValue();
        place(tile);
        play(abi.encodeCall(IHourglass.unearth, (tile)));
        return pack().relicValue() - before;
    }

    function _refuse(uint256 tile, bytes memory reason) private {
        refuse(abi.encodeCall(IHourglass.unearth, (tile)), reason);
    }

    function _siteIn(uint256 tide, uint256 layers, uint256 ring) private view returns (uint256) {
        for (uint256 tile = 0; tile < Island.TILES; ++tile) {
            if (Places.ring(tile) == ring && chart.siteAt(SEED, tide, tile) == layers) return tile;
        }
        revert("no such site on this island");
    }

    /// @dev The only tile of its quarter around which all within two steps is ruins.
    function _ruin(uint256 quarter) private pure returns (uint256) {
        uint256 from = (quarter & 1) * 32 + (quarter >> 1) * 32 * 64;
        for (uint256 i = 0; i < 1024; ++i) {
            uint256 tile = from + (i >> 5) * 64 + (i & 31);
            if (tile >= 128 && _isRuins(tile - 128) && _isRuins(tile - 2) && _isRuins(tile + 2) && _isRuins(tile + 128))
            {
                return tile;
            }
        }
        revert("no ruin in this quarter");
    }

    function _isRuins(uint256 tile) private pure returns (bool) {
        return Island.biomeAt(SEED, tile) == Table.RUINS;
    }

    function _relicOn(uint256 biome) private pure returns (uint256) {
        return [0, 5, 6, 2, 1, 3, 4][biome];
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Table} from "../../src/game/generated/Table.sol";
import {IHourglass} from "../../src/game/IHourglass.sol";
import {GameTest} from "./GameTest.sol";

contract BankTest is GameTest {
    uint256 private constant NORTH_POST = 14 * 64 + 32;
    uint256 private constant FULL = 9;

    function setUp() public override {
        super.setUp();
        begin(WALK, COURIER);
    }

    function test_countsWhatIsCarried() public {
        give(Table.WOOD, 4);
        give(Table.ROPE, 3);
        vm.expectEmit();
        emit IHourglass.Banked(ana, 1, 0, 8, 8);
        _bank();
        assertEq(run().points(), 8, "four at two");
        assertEq(pack().units(Table.WOOD), 0, "gone");
        assertEq(pack().units(Table.ROPE), 3, "parts stay");
        assertEq(run().used(), 15, "grains");
        assertEq(digs().posts(), 0, "the camp is no post");
    }

    function test_eachMaterial_hasItsPrice() public {
        uint8[8] memory prices = [2, 2, 3, 4, 3, 8, 14, 20];
        for (uint256 item = 1; item <= 8; ++item) {
            give(item, 1);
            assertEq(_bank(), prices[item - 1], "one unit");
        }
    }

    /// @notice The first Q units are full, the next Q half, the rest a quarter: exactly.
    function test_demand_isCountedPerTide() public {
        give(Table.SHELL, FULL);
        assertEq(_bank(), 4 * FULL, "exactly Q");
        give(Table.SHELL, 1);
        assertEq(_bank(), 2, "the next one is half");
        give(Table.SHELL, FULL);
        assertEq(_bank(), 2 * 8 + 1, "eight half, one a quarter");
        give(Table.BERRY, 1);
        assertEq(_bank(), 3, "another material is full");
        at(399);
        give(Table.SHELL, 1);
        assertEq(_bank(), 1, "the last second of the tide");
        at(400);
        give(Table.SHELL, 5);
        assertEq(_bank(), 24, "full again, and 1.2");
        at(800);
        give(Table.SHELL, 5);
        assertEq(_bank(), 28, "full again, and 1.4");
    }

    function test_oneLoad_overAllThreePrices() public {
        give(Table.STONE, 2 * FULL + 3);
        assertEq(_bank(), 42, "27 + 13.5 + 2.25");
    }

    function testFuzz_demand_isTheSame_unitByUnit(uint8 first, uint8 second) public {
        (first, second) = (uint8(bound(first, 0, 48)), uint8(bound(second, 0, 48)));
        uint256 quarters;
        for (uint256 i = first; i < uint256(first) + second; ++i) {
            quarters += i < FULL ? 4 : i < 2 * FULL ? 2 : 1;
        }
        if (first != 0) {
            give(Table.SHARD, first);
            _bank();
        }
        if (second == 0) return;
        give(Table.SHARD, second);
        assertEq(_bank(), 20 * quarters / 4, "each at its price");
    }

    function test_soldStops_at127() public {
        store(pack().withSold(Table.WOOD, 120));
        give(Table.WOOD, 30);
        assertEq(_bank(), 15, "a quarter each");
        assertEq(pack().sold(0, Table.WOOD), 127, "stops");
    }

    function test_aMixedLoad_isWorthMore() public {
        uint8[8] memory points = [100, 108, 116, 124, 132, 140, 140, 140];
        for (uint256 kinds = 1; kinds <= 8; ++kinds) {
            store(pack().inTide(1).inTide(0));
            // Relics are one kind, however many; then one unit of each material.
            store(pack().withLayers(kinds == 1 ? 5 : 1, 1000));
            for (uint256 item = 1; item < kinds; ++item) {
                give(item, 1);
            }
            uint8[8] memory sums = [0, 2, 4, 7, 11, 14, 22, 36];
            assertEq(_bank(), (1000 + uint256(sums[kinds - 1])) * points[kinds - 1] / 100, "8 % for each kind more");
        }
        assertFalse(digs().eight(), "seven materials");
        for (uint256 item = 1; item <= 8; ++item) {
            give(item, 1);
        }
        store(pack().inTide(1).inTide(0));
        assertEq(_bank(), 78, "all eight: 56 * 1.4");
        assertTrue(digs().eight(), "is remembered");
    }

    function test_aForager_getsMoreForGoods_andNotForRelics() public {
        begin(WALK, FORAGER);
        give(Table.SHARD, 5);
        assertEq(_bank(), 136, "goods");
        store(pack().withLayers(1, 100));
        assertEq(_bank(), 100, "relics have theirs from the dig");
        assertEq(pack().layers(), 0, "gone");
        assertEq(pack().relicValue(), 0, "gone too");
    }

    /// @notice What the tide adds to relics is in them since they were dug.
    function test_theTide_addsToGoodsAlone() public {
        at(400);
        store(pack().withLayers(1, 100));
        assertEq(_bank(), 100, "relics");
    }

    function test_theSmallerThePurse_theMoreItCounts() public {
        uint8[3] memory percent = [120, 110, 100];
        for (uint256 purse = 0; purse < 3; ++purse) {
            embark(plan(1, WALK, COURIER, 0, purse, 0, SEED));
            give(Table.SHARD, 5);
            assertEq(_bank(), percent[purse], "100 points");
        }
    }

    function test_aPost_paysThreeQuarters_andIsRemembered() public {
        uint16[4] memory posts = [14 * 64 + 32, 32 * 64 + 50, 50 * 64 + 32, 32 * 64 + 14];
        for (uint256 i = 0; i < 4; ++i) {
            store(run().withUsed(0));
            store(pack().withLayers(1, 100));
            place(posts[i]);
            vm.expectEmit();
            emit IHourglass.Banked(ana, 1, i + 1, 75, 75 * (i + 1));
            assertEq(_bank(), 75, "three quarters");
            assertEq(digs().posts(), (2 << i) - 1, "one more");
        }
    }

    /// @notice One floor for a load: (15 / 4 * 1.36 * 1.2 + 7) * 1.08 * 0.75 * 1.2.
    function test_oneFloor_atTheEnd() public {
        embark(plan(1, WALK, FORAGER, 0, 0, 1, SEED));
        at(400);
        store(pack().inTide(1).withSold(Table.STONE, 16).withLayers(1, 7));
        give(Table.STONE, 3);
        // 2 half units and 1 quarter of 3 points: 15 quarters.
        assertEq(_bank(), 12, "12.75");
    }

    function test_reverts_whenNoCampIsNear() public {
        give(Table.WOOD, 1);
        place(35 * 64 + 30);
        _refuse(abi.encodeWithSelector(IHourglass.CampOutOfReach.selector, 3, 2));
        place(NORTH_POST + 3);
        _refuse(abi.encodeWithSelector(IHourglass.CampOutOfReach.selector, 3, 2));
        place(NORTH_POST + 2 - 2 * 64);
        _bank();
    }

    function test_reverts_whenThereIsNothing() public {
        give(Table.CLOTH, 9);
        _refuse(abi.encodeWithSelector(IHourglass.NothingToBank.selector));
    }

    function test_reverts_whenGrainsAreShort() public {
        give(Table.WOOD, 1);
        leaveGrains(14);
        _refuse(abi.encodeWithSelector(IHourglass.OutOfGrains.selector, NOON + 1));
        leaveGrains(15);
        _bank();
    }

    /// @dev Returns the points of the load.
    function _bank() private returns (uint256) {
        uint256 before = run().points();
        if (grains() < 15) store(run().withUsed(0));
        play(abi.encodeCall(IHourglass.bank, ()));
        return run().points() - before;
    }

    function _refuse(bytes memory reason) private {
        refuse(abi.encodeCall(IHourglass.bank, ()), reason);
    }
}

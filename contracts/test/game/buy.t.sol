// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Table} from "../../src/game/generated/Table.sol";
import {IHourglass} from "../../src/game/IHourglass.sol";
import {RunLib} from "../../src/game/Run.sol";
import {Numbers} from "../../src/game/generated/Numbers.sol";
import {GameTest} from "./GameTest.sol";

contract BuyTest is GameTest {
    function setUp() public override {
        super.setUp();
        begin(WALK, COURIER);
        makeDaily();
        giveSand(1_000 ether);
    }

    function test_oil_lightsTheNight() public {
        vm.expectEmit();
        emit IHourglass.Bought(ana, 1, Numbers.OIL, 20 ether);
        _buy(Numbers.OIL);
        assertTrue(run().oil(), "lit");
        assertEq(sand.balanceOf(ana), 980 ether, "burned");
        assertEq(sand.totalSupply(), 980 ether, "nobody has it");
        assertEq(pack().spent(), 20, "counted");
        assertEq(run().used(), 0, "costs no grains");
        _refuse(Numbers.OIL, 20 ether, abi.encodeWithSelector(IHourglass.ItemOwned.selector, Numbers.OIL));
    }

    function test_threeRations_oneInADash() public {
        for (uint256 i = 1; i <= 3; ++i) {
            _buy(Numbers.RATION);
            assertEq(run().rations(), i, "one more");
        }
        _refuse(Numbers.RATION, 20 ether, abi.encodeWithSelector(IHourglass.SupplyFull.selector, Numbers.RATION, 3, 3));
        begin(DASH, COURIER);
        _buy(Numbers.RATION);
        _refuse(Numbers.RATION, 20 ether, abi.encodeWithSelector(IHourglass.SupplyFull.selector, Numbers.RATION, 1, 1));
    }

    function test_tools_arePutOn() public {
        uint256[4] memory tools = [Table.SPADE, Table.RAFT, Table.LANTERN, Table.SATCHEL];
        for (uint256 i = 0; i < tools.length; ++i) {
            store(pack().withSpent(0));
            _buy(tools[i]);
            assertTrue(pack().has(tools[i]), "owned");
        }
        assertEq(run().worn(RunLib.HAND), Table.SPADE, "put on");
        assertEq(run().worn(RunLib.BACK), Table.RAFT, "the first stays on");
        assertEq(sand.balanceOf(ana), 800 ether, "fifty each");
        store(pack().withSpent(0));
        _refuse(Table.BOOTS, 50 ether, abi.encodeWithSelector(IHourglass.ItemOwned.selector, Table.BOOTS));
    }

    function test_thePurse_isAllThatMayBeSpent() public {
        uint8[3][3] memory purses = [[0, 20, 40], [0, 40, 120], [0, 40, 120]];
        for (uint256 length = 1; length <= 3; ++length) {
            for (uint256 purse = 0; purse < 3; ++purse) {
                vm.warp(NOON + 2 days * (3 * length + purse));
                openToday(SEED);
                embark(plan(0, length, COURIER, 0, purse, 0, 0));
                uint256 most = purses[length - 1][purse];
                store(pack().withSpent(most));
                _refuse(Numbers.OIL, 20 ether, abi.encodeWithSelector(IHourglass.PurseEmpty.selector, most + 20, most));
                if (purse == 0) continue;
                store(pack().withSpent(most - 20));
                _buy(Numbers.OIL);
                assertEq(pack().spent(), most, "exactly");
            }
        }
    }

    /// @notice Practice burns no Sand, but the purse is as small.
    function test_inPractice_nothingIsBurned() public {
        begin(WALK, COURIER);
        vm.expectEmit();
        emit IHourglass.Bought(ana, 2, Numbers.OIL, 0);
        play(abi.encodeCall(IHourglass.buy, (Numbers.OIL, 0)));
        assertEq(sand.balanceOf(ana), 1_000 ether, "nothing was burned");
        assertEq(pack().spent(), 20, "but counted");
        store(pack().withSpent(101));
        _refuse(Numbers.RATION, 0, abi.encodeWithSelector(IHourglass.PurseEmpty.selector, 121, 120));
    }

    function test_reverts_whenItIsNotForSale() public {
        uint256[5] memory things = [uint256(0), Table.WOOD, Table.COMPASS, 34, type(uint256).max];
        for (uint256 i = 0; i < things.length; ++i) {
            _refuse(things[i], 1_000 ether, abi.encodeWithSelector(IHourglass.NotForSale.selector, things[i]));
        }
    }

    function test_reverts_whenNoCampIsNear() public {
        place(32 * 64 + 41);
        _refuse(Numbers.OIL, 20 ether, abi.encodeWithSelector(IHourglass.CampOutOfReach.selector, 9, 2));
        wear(Table.COMPASS);
        _buy(Numbers.OIL);
        place(14);
        _refuse(Numbers.RATION, 20 ether, abi.encodeWithSelector(IHourglass.CampOutOfReach.selector, 18, 14));
    }

    function test_reverts_whenThePriceIsAboveTheMost() public {
        _refuse(
            Numbers.OIL, 20 ether - 1, abi.encodeWithSelector(IHourglass.PriceAboveMax.selector, 20 ether, 20 ether - 1)
        );
        play(abi.encodeCall(IHourglass.buy, (Numbers.OIL, 20 ether)));
    }

    function test_reverts_whenThereIsTooLittleSand() public {
        vm.prank(ana);
        sand.transfer(ben, 981 ether);
        _refuse(Numbers.OIL, 20 ether, abi.encodeWithSelector(IHourglass.SandTooLow.selector, 19 ether, 20 ether));
    }

    function _buy(uint256 item) private {
        play(abi.encodeCall(IHourglass.buy, (item, 50 ether)));
    }

    function _refuse(uint256 item, uint256 maxSand, bytes memory reason) private {
        refuse(abi.encodeCall(IHourglass.buy, (item, maxSand)), reason);
    }
}

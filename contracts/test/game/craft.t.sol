// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Table} from "../../src/game/generated/Table.sol";
import {IHourglass} from "../../src/game/IHourglass.sol";
import {Pack} from "../../src/game/Pack.sol";
import {Numbers} from "../../src/game/generated/Numbers.sol";
import {GameTest} from "./GameTest.sol";

contract CraftTest is GameTest {
    function setUp() public override {
        super.setUp();
        begin(WALK, FORAGER);
        undress();
        store(Pack.wrap(0));
    }

    function test_everyRecipe_takesItsInputs_andGivesItsOutput() public {
        for (uint256 id = 1; id <= 16; ++id) {
            (uint256 output,) = Table.output(id);
            undress();
            store(Pack.wrap(0));
            store(run().withUsed(0));
            _giveInputs(id);
            vm.expectEmit();
            emit IHourglass.Crafted(ana, 1, id);
            _craft(id);
            uint256 place = Table.place(output);
            Pack left = place == 0 ? Pack.wrap(0).withUnits(output, 1) : Pack.wrap(0).withTool(output);
            assertEq(Pack.unwrap(pack()), Pack.unwrap(left), "the output and nothing else");
            if (place != 0) assertEq(run().worn(place - 1), output, "put on, as the slot was empty");
            assertEq(run().used(), 12, "grains");
        }
    }

    function test_whatIsWorn_staysOn() public {
        wear(Table.PICK);
        _giveInputs(3);
        _craft(3);
        assertEq(run().worn(0), Table.PICK, "the pick");
        assertTrue(pack().has(Table.AXE), "the axe is in the pack");
    }

    function test_partsAddUp() public {
        give(Table.FIBRE, 6);
        _craft(1);
        _craft(1);
        assertEq(pack().units(Table.ROPE), 2, "two ropes");
    }

    function test_reverts_whenTheRecipeIsUnknown() public {
        uint256[3] memory unknown = [uint256(0), 17, type(uint256).max];
        for (uint256 i = 0; i < 3; ++i) {
            _refuse(unknown[i], abi.encodeWithSelector(IHourglass.RecipeUnknown.selector, unknown[i], 16));
        }
    }

    function test_reverts_whenTheToolIsOwned() public {
        _giveInputs(3);
        store(pack().withTool(Table.AXE));
        _refuse(3, abi.encodeWithSelector(IHourglass.ItemOwned.selector, Table.AXE));
    }

    function test_reverts_whenAnInputIsShort() public {
        for (uint256 id = 1; id <= 16; ++id) {
            uint256 inputs = Table.recipe(id);
            for (; inputs != 0; inputs >>= 32) {
                (uint256 item, uint256 needed) = ((inputs >> 16) & 0xffff, inputs & 0xffff);
                _giveInputs(id);
                give(item, needed - 1);
                _refuse(id, abi.encodeWithSelector(IHourglass.ItemsTooFew.selector, item, needed - 1, needed));
            }
        }
    }

    function test_reverts_whenGrainsAreShort() public {
        give(Table.FIBRE, 3);
        leaveGrains(11);
        _refuse(1, abi.encodeWithSelector(IHourglass.OutOfGrains.selector, NOON + 1));
        leaveGrains(12);
        _craft(1);
    }

    /// @notice Every tool and every part has a place in the pack, and no two share one.
    function test_everyItemHasItsField() public pure {
        Pack all;
        for (uint256 item = 1; item < Table.KEY; ++item) {
            bool isTool = Table.place(item) != 0;
            assertEq(Numbers.toolBit(item) != 0, isTool, "a tool, or not");
            assertEq(Numbers.goodsField(item) != 0, !isTool, "goods, or not");
            Pack one = isTool ? Pack.wrap(0).withTool(item) : Pack.wrap(0).withUnits(item, 63);
            assertEq(Pack.unwrap(all) & Pack.unwrap(one), 0, "its own bits");
            assertTrue(isTool ? one.has(item) : one.units(item) == 63, "reads what was written");
            all = Pack.wrap(Pack.unwrap(all) | Pack.unwrap(one));
        }
        assertEq(Pack.unwrap(all), (1 << 84) - 1, "nothing is left free");
    }

    function _giveInputs(uint256 id) private {
        uint256 inputs = Table.recipe(id);
        for (; inputs != 0; inputs >>= 32) {
            give((inputs >> 16) & 0xffff, inputs & 0xffff);
        }
    }

    function _craft(uint256 id) private {
        play(abi.encodeCall(IHourglass.craft, (id)));
    }

    function _refuse(uint256 id, bytes memory reason) private {
        refuse(abi.encodeCall(IHourglass.craft, (id)), reason);
    }
}

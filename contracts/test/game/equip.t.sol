// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Table} from "../../src/game/generated/Table.sol";
import {IHourglass} from "../../src/game/IHourglass.sol";
import {RunLib} from "../../src/game/Run.sol";
import {GameTest} from "./GameTest.sol";

contract EquipTest is GameTest {
    function setUp() public override {
        super.setUp();
        begin(WALK, COURIER);
    }

    function test_putsOn_andTakesOff() public {
        store(pack().withTool(Table.SANDALS));
        vm.expectEmit();
        emit IHourglass.Equipped(ana, 1, 1, Table.SANDALS);
        _equip(Table.SANDALS);
        assertEq(run().worn(RunLib.FEET), Table.SANDALS, "in place of the boots");
        vm.expectEmit();
        emit IHourglass.Equipped(ana, 1, 1, 0);
        _equip(Table.SANDALS);
        assertEq(run().worn(RunLib.FEET), 0, "bare feet");
        assertEq(run().used(), 0, "costs nothing");
    }

    /// @notice Without grains one can still change.
    function test_needsNoGrains() public {
        leaveGrains(0);
        _equip(Table.BOOTS);
    }

    function test_reverts_whenItCannotBeWorn() public {
        uint256[4] memory things = [uint256(0), Table.WOOD, 32, type(uint256).max];
        for (uint256 i = 0; i < things.length; ++i) {
            _refuse(things[i], abi.encodeWithSelector(IHourglass.NotWearable.selector, things[i]));
        }
    }

    function test_reverts_whenItIsNotOwned() public {
        _refuse(Table.AXE, abi.encodeWithSelector(IHourglass.ItemsTooFew.selector, Table.AXE, 0, 1));
    }

    function test_keepsTheGroundUnderTheFeetOpen() public {
        store(pack().withTool(Table.SANDALS).withTool(Table.RAFT));
        uint256 hill = findBiome(Table.HILLS);
        place(hill);
        bytes memory closed =
            abi.encodeWithSelector(IHourglass.BiomeClosed.selector, hill, Table.HILLS, Table.FREE_BIOMES);
        _refuse(Table.BOOTS, closed);
        _refuse(Table.SANDALS, closed);

        wear(Table.LANTERN);
        uint256 ruin = findBiome(Table.RUINS);
        place(ruin);
        _refuse(
            Table.RAFT,
            abi.encodeWithSelector(IHourglass.BiomeClosed.selector, ruin, Table.RUINS, Table.FREE_BIOMES | 0x22)
        );
    }

    /// @notice Out of the shallows one can wade, so there one may take off what one likes.
    function test_inTheShallows_theRaftMayGo() public {
        wear(Table.RAFT);
        place(findBiome(Table.SHALLOWS));
        _equip(Table.RAFT);
        assertEq(run().worn(RunLib.BACK), 0, "in the water");
    }

    function test_keepsTheSatchelOn_whenItIsNeeded() public {
        wear(Table.SATCHEL);
        store(pack().withTool(Table.RAFT));
        give(Table.WOOD, 37);
        bytes memory full = abi.encodeWithSelector(IHourglass.PackFull.selector, 37, 36);
        _refuse(Table.SATCHEL, full);
        _refuse(Table.RAFT, full);
        give(Table.WOOD, 36);
        _equip(Table.RAFT);
    }

    function _equip(uint256 item) private {
        play(abi.encodeCall(IHourglass.equip, (item)));
    }

    function _refuse(uint256 item, bytes memory reason) private {
        refuse(abi.encodeCall(IHourglass.equip, (item)), reason);
    }
}

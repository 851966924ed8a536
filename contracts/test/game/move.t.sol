// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Table} from "../../src/game/generated/Table.sol";
import {IHourglass} from "../../src/game/IHourglass.sol";
import {Run} from "../../src/game/Run.sol";
import {GameTest} from "./GameTest.sol";

contract MoveTest is GameTest {
    uint256 private constant START = 33 * 64 + 32;
    uint256 private constant OPEN_WITH_BOOTS = 0x3c;

    function setUp() public override {
        super.setUp();
        begin(WALK, FORAGER);
    }

    function test_walksEachDirection() public {
        vm.expectEmit();
        emit IHourglass.Moved(ana, 1, 1 << 8 | 3 << 6 | 2 << 4 | 1 << 2, START);
        _move(hex"00010203");
        assertEq(run().tile(), START, "a circle");
        assertEq(_facing(), 3, "faces where it went last");
        _move(hex"00");
        assertEq(run().tile(), START - 64, "north");
        assertEq(_facing(), 0, "faces north");
    }

    function test_walksUpTo32Steps() public {
        uint256 path = 1;
        for (uint256 i = 0; i < 32; ++i) {
            path = path << 2 | (i % 2 == 0 ? 3 : 1);
        }
        vm.expectEmit();
        emit IHourglass.Moved(ana, 1, path, START);
        _move(_eastAndWest(32));
        assertEq(_facing(), 3, "west");
    }

    function test_reverts_whenThePathIsEmptyOrTooLong() public {
        _refuse("", abi.encodeWithSelector(IHourglass.PathLengthInvalid.selector, 0, 32));
        _refuse(_eastAndWest(33), abi.encodeWithSelector(IHourglass.PathLengthInvalid.selector, 33, 32));
    }

    function testFuzz_reverts_whenDirectionIsUnknown(uint8 direction, uint8 step) public {
        direction = uint8(bound(direction, 4, 255));
        step = uint8(bound(step, 0, 3));
        bytes memory path = hex"00020002";
        path[step] = bytes1(direction);
        _refuse(path, abi.encodeWithSelector(IHourglass.DirectionUnknown.selector, step, direction, 3));
    }

    /// @notice Of two faults the first on the way is named.
    function test_theFirstFault_isNamed() public {
        uint256 shore = findBorder(Table.SEA, Table.SHALLOWS);
        wear(Table.RAFT);
        place(shore);
        bytes memory closed =
            abi.encodeWithSelector(IHourglass.BiomeClosed.selector, shore - 1, Table.SEA, OPEN_WITH_BOOTS | 2);
        _refuse(hex"0304", closed);
        _refuse(hex"0403", abi.encodeWithSelector(IHourglass.DirectionUnknown.selector, 0, 4, 3));
    }

    function test_aNewRegion_isWorthFivePoints_once() public {
        place(39 + 32 * 64);
        _move(hex"01");
        assertEq(run().points(), 5, "a new region");
        assertEq(run().regions(), 1 << 36 | 1 << 37, "is remembered");
        _move(hex"0301");
        assertEq(run().points(), 5, "once");
        place(32 + 39 * 64);
        _move(hex"0200");
        assertEq(run().points(), 10, "known when the path goes on");
    }

    /// @dev Cost of the last step onto each ground.
    function test_eachGroundHasItsPrice() public {
        uint8[7] memory costs = [0, 2, 1, 1, 2, 3, 2];
        wear(Table.RAFT);
        for (uint256 biome = Table.SHALLOWS; biome <= Table.RUINS; ++biome) {
            if (biome == Table.RUINS) wear(Table.LANTERN);
            uint256 tile = _enterable(biome);
            store(run().withUsed(0));
            place(tile - 1);
            _move(hex"01");
            assertEq(run().used(), costs[biome], "grains");
        }
    }

    function test_hillsNeedBoots() public {
        uint256 tile = _enterable(Table.HILLS);
        place(tile - 1);
        undress();
        _refuse(hex"01", abi.encodeWithSelector(IHourglass.BiomeClosed.selector, tile, Table.HILLS, 0x1c));
        wear(Table.BOOTS);
        _move(hex"01");
    }

    function test_ruinsNeedALantern() public {
        uint256 tile = _enterable(Table.RUINS);
        place(tile - 1);
        _refuse(hex"01", abi.encodeWithSelector(IHourglass.BiomeClosed.selector, tile, Table.RUINS, OPEN_WITH_BOOTS));
        wear(Table.LANTERN);
        _move(hex"01");
    }

    function test_theSeaIsNeverOpen() public {
        uint256 shore = findBorder(Table.SEA, Table.SHALLOWS);
        wear(Table.RAFT);
        place(shore);
        _refuse(
            hex"03", abi.encodeWithSelector(IHourglass.BiomeClosed.selector, shore - 1, Table.SEA, OPEN_WITH_BOOTS | 2)
        );
    }

    /// @notice Low tide is the second and the third quarter of each tide.
    function test_shallowsAreOpen_atLowTide() public {
        uint256 tile = findBorder(Table.BEACH, Table.SHALLOWS);
        bytes memory closed =
            abi.encodeWithSelector(IHourglass.BiomeClosed.selector, tile, Table.SHALLOWS, OPEN_WITH_BOOTS);
        for (uint256 tide = 0; tide < 3; ++tide) {
            place(tile - 1);
            at(400 * tide + 99);
            _refuse(hex"01", closed);
            at(400 * tide + 300);
            _refuse(hex"01", closed);
            at(400 * tide + 100);
            _move(hex"01");
            place(tile - 1);
            at(400 * tide + 299);
            _move(hex"01");
        }
    }

    function test_shallowsAreOpen_withRaftOrStilts() public {
        uint256 tile = findBorder(Table.BEACH, Table.SHALLOWS);
        uint256[2] memory tools = [Table.RAFT, Table.STILTS];
        for (uint256 i = 0; i < tools.length; ++i) {
            undress();
            wear(tools[i]);
            store(run().withUsed(0));
            place(tile - 1);
            _move(hex"01");
            assertEq(run().used(), 2, "no wading");
        }
    }

    /// @notice Who is caught by the tide goes on at four grains a step, or out.
    function test_wades_whenTheTideComesIn() public {
        uint256 tile = findBorder(Table.SHALLOWS, Table.SHALLOWS);
        place(tile);
        _move(hex"0301");
        assertEq(run().used(), 8, "wading");
        uint256 shore = findBorder(Table.BEACH, Table.SHALLOWS);
        place(shore);
        _move(hex"03");
        assertEq(run().used(), 9, "onto the beach");
        _refuse(
            hex"01", abi.encodeWithSelector(IHourglass.BiomeClosed.selector, shore, Table.SHALLOWS, OPEN_WITH_BOOTS)
        );
    }

    function test_takesNoStep_whenTheLastIsClosed() public {
        uint256 tile = findBorder(Table.SHALLOWS, Table.BEACH);
        place(tile + 1);
        uint256 before = run().used();
        _refuse(
            hex"0303",
            abi.encodeWithSelector(IHourglass.BiomeClosed.selector, tile - 1, Table.SHALLOWS, OPEN_WITH_BOOTS)
        );
        assertEq(run().tile(), tile + 1, "not moved");
        assertEq(run().used(), before, "nothing paid");
    }

    function _facing() private view returns (uint256) {
        return (Run.unwrap(run()) >> 12) & 3;
    }

    function _enterable(uint256 biome) private pure returns (uint256) {
        uint8[7] memory west = [0, 2, 4, 3, 3, 4, 3];
        return findBorder(west[biome], biome);
    }

    function _eastAndWest(uint256 steps) private pure returns (bytes memory path) {
        path = new bytes(steps);
        for (uint256 i = 0; i < steps; ++i) {
            path[i] = i % 2 == 0 ? bytes1(uint8(1)) : bytes1(uint8(3));
        }
    }

    function _move(bytes memory path) private {
        play(abi.encodeCall(IHourglass.move, (path)));
    }

    function _refuse(bytes memory path, bytes memory reason) private {
        refuse(abi.encodeCall(IHourglass.move, (path)), reason);
    }
}

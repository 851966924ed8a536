// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IHourglass} from "../../src/game/IHourglass.sol";
import {GameTest} from "./GameTest.sol";

contract DrawsTest is GameTest {
    uint256 private constant DAY = NOON / 1 days;
    uint256 private constant BLOCK = 1_000_000;
    bytes32 private constant HASH = keccak256("a block");

    function test_aDay_isNamedThenDrawn() public {
        vm.expectEmit();
        emit IHourglass.DayNamed(DAY, BLOCK + 2);
        game.openDay();
        vm.roll(BLOCK + 2);
        refuse(
            abi.encodeCall(IHourglass.openDay, ()),
            abi.encodeWithSelector(IHourglass.DayNotOpen.selector, DAY, BLOCK + 2)
        );
        refuse(
            abi.encodeCall(IHourglass.embark, (plan(0, DASH, FORAGER, 0, 0, 0, 0))),
            abi.encodeWithSelector(IHourglass.DayNotOpen.selector, DAY, BLOCK + 2)
        );
        _mine(BLOCK + 2, BLOCK + 3);
        vm.expectEmit();
        emit IHourglass.DayDrawn(DAY, _daySeed());
        game.openDay();
        IHourglass.Draw memory seen = game.readDay(DAY);
        assertEq(seen.block, BLOCK + 2, "the named block");
        assertEq(seen.seed, _daySeed(), "the seed");
        assertTrue(seen.drawn, "drawn");
        refuse(abi.encodeCall(IHourglass.openDay, ()), abi.encodeWithSelector(IHourglass.DayIsOpen.selector, DAY));
    }

    function test_theFirstExpeditionOfADay_draws() public {
        game.openDay();
        _mine(BLOCK + 2, BLOCK + 2 + 250);
        embark(plan(0, DASH, FORAGER, 0, 0, 0, 0));
        assertEq(run().seed(), _daySeed(), "the drawn seed");
        assertTrue(game.readDay(DAY).drawn, "drawn");
    }

    /// @notice Only when nobody drew for 250 blocks is another block named.
    function test_aDay_isNamedAgain_afterTwoHundredAndFiftyBlocks() public {
        game.openDay();
        _mine(BLOCK + 2, BLOCK + 2 + 251);
        refuse(
            abi.encodeCall(IHourglass.embark, (plan(0, DASH, FORAGER, 0, 0, 0, 0))),
            abi.encodeWithSelector(IHourglass.DayNotOpen.selector, DAY, BLOCK + 2)
        );
        vm.expectEmit();
        emit IHourglass.DayNamed(DAY, BLOCK + 255);
        game.openDay();
        assertFalse(game.readDay(DAY).drawn, "not drawn");
        assertEq(game.readDay(DAY).block, BLOCK + 255, "another block");
    }

    function test_aRoom_isOpened_drawn_andPlayedToOneEnd() public {
        vm.prank(ben);
        vm.expectEmit();
        emit IHourglass.RoomOpened(ben, 1, NOON + 60, WALK);
        assertEq(game.openRoom(NOON + 60, WALK), 1, "its number");
        bytes memory enter = abi.encodeCall(IHourglass.embark, (plan(2, WALK, FORAGER, 0, 0, 0, 1)));

        vm.warp(NOON + 59);
        refuse(enter, abi.encodeWithSelector(IHourglass.RoomNotStarted.selector, NOON + 60));
        refuse(
            abi.encodeCall(IHourglass.drawRoom, (1)),
            abi.encodeWithSelector(IHourglass.RoomNotStarted.selector, NOON + 60)
        );
        vm.warp(NOON + 60);
        refuse(enter, abi.encodeWithSelector(IHourglass.RoomNotOpen.selector, 1, 0));
        vm.expectEmit();
        emit IHourglass.RoomNamed(1, BLOCK + 2);
        game.drawRoom(1);
        refuse(
            abi.encodeCall(IHourglass.drawRoom, (1)),
            abi.encodeWithSelector(IHourglass.RoomNotOpen.selector, 1, BLOCK + 2)
        );
        _mine(BLOCK + 2, BLOCK + 3);
        vm.expectEmit();
        emit IHourglass.RoomDrawn(1, _roomSeed(1));
        game.drawRoom(1);
        refuse(abi.encodeCall(IHourglass.drawRoom, (1)), abi.encodeWithSelector(IHourglass.RoomIsOpen.selector, 1));

        vm.warp(NOON + 60 + 1199);
        play(enter);
        assertEq(run().endsAt(), NOON + 60 + 1200, "who comes late has what is left");
        assertEq(run().seed(), _roomSeed(1), "the seed of the room");
        IHourglass.Room memory seen = game.readRoom(1);
        assertEq(seen.startsAt, NOON + 60, "start");
        assertEq(seen.length, WALK, "length");
        assertEq(seen.block, BLOCK + 2, "block");
        assertEq(seen.seed, _roomSeed(1), "seed");
        assertTrue(seen.drawn, "drawn");
        assertEq(uint256(vm.load(address(game), bytes32(uint256(7)))), 1, "one room");
        assertEq((_packWord() >> 168) & type(uint32).max, 1, "the pack says which room");

        vm.warp(NOON + 60 + 1200);
        refuse(enter, abi.encodeWithSelector(IHourglass.RoomOver.selector, NOON + 60 + 1200));
    }

    function test_whoEntersFirst_drawsARoom_andLateOnesNameAgain() public {
        game.openRoom(NOON, DASH);
        game.drawRoom(1);
        _mine(BLOCK + 2, BLOCK + 2 + 251);
        bytes memory enter = abi.encodeCall(IHourglass.embark, (plan(2, DASH, FORAGER, 0, 0, 0, 1)));
        refuse(enter, abi.encodeWithSelector(IHourglass.RoomNotOpen.selector, 1, BLOCK + 2));
        game.drawRoom(1);
        assertEq(game.readRoom(1).block, BLOCK + 255, "another block");
        _mine(BLOCK + 255, BLOCK + 256);
        play(enter);
        assertEq(run().seed(), _roomSeed(1), "drawn by the first");
        refuse(
            abi.encodeCall(IHourglass.embark, (plan(2, DASH, FORAGER, 0, 0, 0, 1))),
            abi.encodeWithSelector(IHourglass.ExpeditionRuns.selector, NOON + 300)
        );
    }

    function test_reverts_whenTheRoomIsUnknown() public {
        game.openRoom(NOON, DASH);
        for (uint256 room = 0; room <= 2; room += 2) {
            bytes memory reason = abi.encodeWithSelector(IHourglass.RoomUnknown.selector, room, 1);
            refuse(abi.encodeCall(IHourglass.drawRoom, (room)), reason);
            refuse(abi.encodeCall(IHourglass.embark, (plan(2, DASH, FORAGER, 0, 0, 0, room))), reason);
        }
    }

    function test_reverts_whenTheLengthIsNotThatOfTheRoom() public {
        game.openRoom(NOON, VOYAGE);
        refuse(
            abi.encodeCall(IHourglass.embark, (plan(2, WALK, FORAGER, 0, 0, 0, 1))),
            abi.encodeWithSelector(IHourglass.RoomLength.selector, WALK, VOYAGE)
        );
    }

    /// @notice A room begins and ends within the hour of a key that is new, with a minute to spare.
    function test_aRoom_fitsIntoTheHourOfAKey() public {
        uint16[3] memory latest = [3240, 2340, 60];
        for (uint256 length = 1; length <= 3; ++length) {
            uint256 last = NOON + latest[length - 1];
            game.openRoom(last, length);
            _refuseRoom(
                last + 1, length, abi.encodeWithSelector(IHourglass.RoomTimeInvalid.selector, last + 1, NOON, last)
            );
            game.openRoom(NOON, length);
            _refuseRoom(
                NOON - 1, length, abi.encodeWithSelector(IHourglass.RoomTimeInvalid.selector, NOON - 1, NOON, last)
            );
        }
        _refuseRoom(NOON, 0, abi.encodeWithSelector(IHourglass.LengthUnknown.selector, 0, 3));
        _refuseRoom(NOON, 4, abi.encodeWithSelector(IHourglass.LengthUnknown.selector, 4, 3));
    }

    function _refuseRoom(uint256 startsAt, uint256 length, bytes memory reason) private {
        refuse(abi.encodeCall(IHourglass.openRoom, (startsAt, length)), reason);
    }

    function _mine(uint256 named, uint256 now_) private {
        vm.roll(now_);
        vm.setBlockhash(named, HASH);
    }

    function _daySeed() private pure returns (uint256) {
        return uint32(uint256(keccak256(abi.encode(HASH, DAY))));
    }

    function _roomSeed(uint256 room) private view returns (uint256) {
        return uint32(uint256(keccak256(abi.encode(HASH, room, address(game)))));
    }

    function _packWord() private view returns (uint256) {
        return game.readPlayer(ana).pack;
    }
}

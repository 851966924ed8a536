// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {DrawSlot, DrawSlotLib} from "./DrawSlot.sol";
import {IHourglass} from "./IHourglass.sol";
import {State} from "./State.sol";
import {Numbers} from "./generated/Numbers.sol";

/// @title Draws
/// @notice Seeds of days and rooms. First a block is named that is not mined yet, then its hash draws the seed: whoever names and
/// whoever draws cannot change it. The producer of that block could choose; nobody else.
abstract contract Draws is State {
    uint256 private constant AHEAD = 2;
    /// @dev A session key lasts an hour: a room must begin and end within it, with time to get home.
    uint256 private constant ROOM_WITHIN = 3540;

    /// @inheritdoc IHourglass
    function openDay() external {
        uint256 day = block.timestamp / 1 days;
        DrawSlot slot = _days[day];
        if (slot.drawn()) revert DayIsOpen(day);
        if (slot.isLost()) {
            _days[day] = slot.withNamed(block.number + AHEAD);
            emit DayNamed(day, block.number + AHEAD);
        } else {
            _seedOfDay(day);
        }
    }

    /// @inheritdoc IHourglass
    function openRoom(uint256 startsAt, uint256 length) external returns (uint256 room) {
        if (length == 0 || length > Numbers.LENGTHS) revert LengthUnknown(length, Numbers.LENGTHS);
        uint256 last = block.timestamp + ROOM_WITHIN - Numbers.secondsOf(length);
        if (startsAt < block.timestamp || startsAt > last) revert RoomTimeInvalid(startsAt, block.timestamp, last);
        room = ++_roomCount;
        _rooms[room] = DrawSlotLib.room(startsAt, length);
        emit RoomOpened(msg.sender, room, startsAt, length);
    }

    /// @inheritdoc IHourglass
    function drawRoom(uint256 room) external {
        DrawSlot slot = _startedRoom(room);
        if (slot.drawn()) revert RoomIsOpen(room);
        if (slot.isLost()) {
            _rooms[room] = slot.withNamed(block.number + AHEAD);
            emit RoomNamed(room, block.number + AHEAD);
        } else {
            _seedOfRoom(room);
        }
    }

    /// @inheritdoc IHourglass
    function readDay(uint256 day) external view returns (Draw memory) {
        DrawSlot slot = _days[day];
        return Draw({block: slot.named(), seed: slot.seed(), drawn: slot.drawn()});
    }

    /// @inheritdoc IHourglass
    function readRoom(uint256 room) external view returns (Room memory) {
        DrawSlot slot = _rooms[room];
        return Room({
            startsAt: slot.startsAt(),
            length: slot.length(),
            block: slot.named(),
            seed: slot.seed(),
            drawn: slot.drawn()
        });
    }

    /// @dev Draws it if it can be drawn and is not yet.
    function _seedOfDay(uint256 day) internal returns (uint256 seed) {
        DrawSlot slot = _days[day];
        if (slot.drawn()) return slot.seed();
        if (!slot.isReady()) revert DayNotOpen(day, slot.named());
        seed = uint32(uint256(keccak256(abi.encode(blockhash(slot.named()), day))));
        _days[day] = slot.withSeed(seed);
        emit DayDrawn(day, seed);
    }

    /// @dev Draws it if it can be drawn and is not yet.
    function _seedOfRoom(uint256 room) internal returns (uint256 seed) {
        DrawSlot slot = _rooms[room];
        if (slot.drawn()) return slot.seed();
        if (!slot.isReady()) revert RoomNotOpen(room, slot.named());
        seed = uint32(uint256(keccak256(abi.encode(blockhash(slot.named()), room, address(this)))));
        _rooms[room] = slot.withSeed(seed);
        emit RoomDrawn(room, seed);
    }

    function _startedRoom(uint256 room) internal view returns (DrawSlot slot) {
        if (room == 0 || room > _roomCount) revert RoomUnknown(room, _roomCount);
        slot = _rooms[room];
        if (block.timestamp < slot.startsAt()) revert RoomNotStarted(slot.startsAt());
    }
}

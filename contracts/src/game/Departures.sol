// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Digs} from "./Digs.sol";
import {DrawSlot} from "./DrawSlot.sol";
import {Draws} from "./Draws.sol";
import {IHourglass} from "./IHourglass.sol";
import {Pack} from "./Pack.sol";
import {Places} from "./Places.sol";
import {Plan} from "./Plan.sol";
import {Profile} from "./Profile.sol";
import {Run, RunLib} from "./Run.sol";
import {Table} from "./generated/Table.sol";
import {Numbers} from "./generated/Numbers.sol";

/// @title Departures
/// @notice How an expedition begins.
abstract contract Departures is Draws {
    /// @inheritdoc IHourglass
    /// @dev Nodes stay: their tag is of an earlier expedition.
    function embark(uint256 plan) external {
        Plan choice = Plan.wrap(plan);
        if (!choice.isValid()) revert PlanInvalid(plan);
        _requireNoneRuns();
        Profile profile = _profiles[msg.sender];
        (uint256 seed, uint256 endsAt) = (choice.of_(), block.timestamp + Numbers.secondsOf(choice.length()));
        if (choice.mode() == DAILY) (seed, profile) = _enterDay(profile);
        if (choice.mode() == ROOM) (seed, endsAt) = _enterRoom(choice.of_(), choice.length());
        profile = profile.withNumber(profile.number() + 1);
        Run run = RunLib.start(choice, profile.number(), endsAt, seed);
        uint256 tile = choice.start() == Places.CAMP ? Numbers.START_AT_CAMP : Numbers.placeTile(choice.start());
        run = run.withTile(tile).withRegions(1 << Places.regionOf(tile));
        Pack pack;
        if (choice.mode() == ROOM) pack = pack.withRoom(choice.of_());
        if (choice.calling() == DELVER) (run, pack) = _receive(run, pack, Table.SPADE);
        (run, pack) = _receive(run, pack, Numbers.freeTool(choice.tool()));
        _runs[msg.sender] = run;
        _packs[msg.sender] = pack;
        _digs[msg.sender] = Digs.wrap(0);
        _profiles[msg.sender] = profile;
        emit Embarked(msg.sender, run.number(), plan, seed, endsAt);
    }

    /// @dev Practice may be given up.
    function _requireNoneRuns() private view {
        Run run = _runs[msg.sender];
        if (run.length() != 0 && run.mode() != PRACTICE && block.timestamp < run.endsAt()) {
            revert ExpeditionRuns(run.endsAt());
        }
    }

    /// @dev Once per account and day.
    function _enterDay(Profile profile) private returns (uint256 seed, Profile) {
        unchecked {
            uint256 day = block.timestamp / 1 days;
            if (profile.lastDay() == day + 1) revert DayPlayed(day);
            return (_seedOfDay(day), profile.withLastDay(day + 1));
        }
    }

    /// @dev Who comes late has what is left.
    function _enterRoom(uint256 room, uint256 length) private returns (uint256 seed, uint256 endsAt) {
        DrawSlot slot = _startedRoom(room);
        endsAt = slot.startsAt() + Numbers.secondsOf(slot.length());
        if (block.timestamp >= endsAt) revert RoomOver(endsAt);
        if (length != slot.length()) revert RoomLength(length, slot.length());
        return (_seedOfRoom(room), endsAt);
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Digs} from "./Digs.sol";
import {DrawSlot} from "./DrawSlot.sol";
import {Draws} from "./Draws.sol";
import {INextHourglass} from "./INextHourglass.sol";
import {Pack} from "./Pack.sol";
import {Places} from "./Places.sol";
import {Plan} from "./Plan.sol";
import {Profile} from "./Profile.sol";
import {Run, RunLib} from "./Run.sol";
import {Table} from "../game/generated/Table.sol";
import {Numbers} from "./generated/Numbers.sol";

/// @title Departures
/// @notice How an expedition begins.
abstract contract Departures is Draws {
    /// @inheritdoc INextHourglass
    /// @dev Nodes stay: their tag is of an earlier expedition.
    function embark(uint256 plan_) external {
        Plan plan = Plan.wrap(plan_);
        if (!plan.isValid()) revert PlanInvalid(plan_);
        _requireNoneRuns();
        Profile profile = _profiles[msg.sender];
        (uint256 seed, uint256 endsAt) = (plan.of_(), block.timestamp + Numbers.secondsOf(plan.length()));
        if (plan.mode() == DAILY) (seed, profile) = _enterDay(profile);
        if (plan.mode() == ROOM) (seed, endsAt) = _enterRoom(plan.of_(), plan.length());
        profile = profile.withNumber(profile.number() + 1);
        Run run = RunLib.start(plan, profile.number(), endsAt, seed);
        uint256 tile = plan.start() == Places.CAMP ? Numbers.START_AT_CAMP : Numbers.placeTile(plan.start());
        run = run.withTile(tile).withRegions(1 << Places.regionOf(tile));
        Pack pack;
        if (plan.mode() == ROOM) pack = pack.withRoom(plan.of_());
        if (plan.calling() == DELVER) (run, pack) = _receive(run, pack, Table.SPADE);
        (run, pack) = _receive(run, pack, Numbers.freeTool(plan.tool()));
        _runs[msg.sender] = run;
        _packs[msg.sender] = pack;
        _digs[msg.sender] = Digs.wrap(0);
        _profiles[msg.sender] = profile;
        emit Embarked(msg.sender, run.number(), plan_, seed, endsAt);
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
        uint256 day = block.timestamp / 1 days;
        if (profile.lastDay() == day + 1) revert DayPlayed(day);
        return (_seedOfDay(day), profile.withLastDay(day + 1));
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

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Grains} from "./Grains.sol";
import {Homecomings} from "./Homecomings.sol";
import {IHourglass} from "./IHourglass.sol";
import {Nodes} from "./Nodes.sol";
import {Run} from "./Run.sol";
import {Digs} from "./Digs.sol";
import {Pack} from "./Pack.sol";
import {Profile} from "./Profile.sol";
import {Table} from "./generated/Table.sol";
import {Numbers} from "./generated/Numbers.sol";

/// @title Hourglass
/// @notice The rules of expeditions (docs/game.md). It has no owner and cannot be changed. It deploys its two tokens and its
/// chart, and calls no other contract; an action affects `msg.sender` only. Time is the block's timestamp. The TypeScript twin
/// is game/rules.
contract Hourglass is Homecomings {
    uint256 private constant LAST_SIGNAL = 7;
    uint256 private constant RELICS = 6;

    /// @inheritdoc IHourglass
    function signal(uint256 kind) external {
        Run run = _enter();
        if (kind > LAST_SIGNAL) revert SignalUnknown(kind, LAST_SIGNAL);
        _runs[msg.sender] = Grains.pay(run, Numbers.COST_SIGNAL);
        emit Signalled(msg.sender, run.number(), run.tile(), kind);
    }

    /// @inheritdoc IHourglass
    function readPlayer(address player) external view returns (PlayerWords memory words) {
        unchecked {
            words.run = Run.unwrap(_runs[player]);
            words.pack = Pack.unwrap(_packs[player]);
            words.digs = Digs.unwrap(_digs[player]);
            words.profile = Profile.unwrap(_profiles[player]);
            words.sand = SAND.balanceOf(player);
            for (uint256 i = 0; i < RELICS; ++i) {
                words.relics[i] = ITEMS.balanceOf(player, Table.relic(i + 1));
            }
        }
    }

    /// @inheritdoc IHourglass
    function readNodes(address player) external view returns (uint256[32] memory words) {
        for (uint256 index = 0; index < words.length; ++index) {
            words[index] = Nodes.unwrap(_nodes[player][index]);
        }
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IHourglass} from "../../src/game/IHourglass.sol";
import {Table} from "../../src/game/generated/Table.sol";

/// @notice A player and a node as bytes: the same as scripts/vectors/encodeState.ts.
library PlayerState {
    function encodePlayer(IHourglass game, address player) internal view returns (bytes memory state) {
        IHourglass.PlayerView memory seen = game.readPlayer(player);
        state = abi.encodePacked(uint16(seen.tile), uint8(seen.facing));
        for (uint256 i = 0; i < Table.SLOT_COUNT; ++i) {
            state = bytes.concat(state, bytes1(uint8(seen.worn[i])));
        }
        state = bytes.concat(
            state, abi.encodePacked(uint32(seen.steps), uint32(seen.claimed), uint32(seen.sand / 1 ether))
        );
        for (uint256 id = 1; id <= Table.ITEM_COUNT; ++id) {
            state = bytes.concat(state, bytes2(uint16(seen.items[id])));
        }
        return bytes.concat(
            state,
            abi.encodePacked(uint8(seen.found), uint32(seen.vault / 1 ether), uint16(seen.chests), uint32(seen.best)),
            _encodeExpedition(seen.expedition)
        );
    }

    function encodeNode(IHourglass game, uint256 tile) internal view returns (bytes memory) {
        uint256[] memory tiles = new uint256[](1);
        tiles[0] = tile;
        IHourglass.Node memory node = game.readNodes(tiles)[0];
        return abi.encodePacked(node.since, node.left);
    }

    function _encodeExpedition(IHourglass.Expedition memory seen) private pure returns (bytes memory) {
        return abi.encodePacked(
            uint24(seen.number),
            uint40(seen.embarkedAt),
            uint64(seen.regions),
            uint8(seen.quests),
            uint8(seen.relics),
            uint16(seen.earned),
            uint32(seen.banked / 1 ether)
        );
    }
}

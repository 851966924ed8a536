// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @notice Which of 128 tiles a player has gathered, in one word: bit `tile & 127`, then the tag of the expedition and the tide,
/// `number * 4 + tide`, from bit 128. Under another tag all are untouched.
type Nodes is uint256;

using NodesLib for Nodes global;

/// @title NodesLib
/// @notice Reads and marks {Nodes}.
library NodesLib {
    uint256 private constant TAG_AT = 128;

    /// @notice Index of the word of a tile.
    function indexOf(uint256 tile) internal pure returns (uint256) {
        return tile >> 7;
    }

    function tag(uint256 number, uint256 tide) internal pure returns (uint256) {
        return number * 4 + tide;
    }

    function isTaken(Nodes nodes, uint256 tag_, uint256 tile) internal pure returns (bool) {
        return Nodes.unwrap(nodes) >> TAG_AT == tag_ && (Nodes.unwrap(nodes) >> (tile & 127)) & 1 == 1;
    }

    function withTaken(Nodes nodes, uint256 tag_, uint256 tile) internal pure returns (Nodes) {
        uint256 kept = Nodes.unwrap(nodes) >> TAG_AT == tag_ ? Nodes.unwrap(nodes) : tag_ << TAG_AT;
        return Nodes.wrap(kept | 1 << (tile & 127));
    }
}

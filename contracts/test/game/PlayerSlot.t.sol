// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Test} from "forge-std/Test.sol";

import {PlayerSlot} from "../../src/game/PlayerSlot.sol";

contract PlayerSlotTest is Test {
    /// @notice Each setter changes its own field and no other bit of the word.
    function testFuzz_settersTouchOnlyTheirField(uint256 word, uint256 value, uint8 place) public pure {
        place = uint8(bound(place, 0, 2));
        PlayerSlot slot = PlayerSlot.wrap(word);
        assertEq(slot.withTile(value).tile(), value & 0xffff, "tile");
        assertEq(slot.withFacing(value).facing(), value & 0xff, "facing");
        assertTrue(slot.withJoined().joined(), "joined");
        assertEq(slot.withWorn(place, value).worn(place), value & 0xff, "worn");
        assertEq(slot.withSteps(value).steps(), value & 0xffffffff, "steps");
        assertEq(slot.withClaimed(value).claimed(), value & 0xffffffff, "claimed");

        assertEq(_changed(word, slot.withTile(value)) & ~uint256(0xffff), 0, "bits beside the tile");
        assertEq(_changed(word, slot.withFacing(value)) & ~(uint256(0xff) << 16), 0, "bits beside the facing");
        assertEq(_changed(word, slot.withJoined()) & ~(uint256(0xff) << 24), 0, "bits beside joined");
        assertEq(
            _changed(word, slot.withWorn(place, value)) & ~(uint256(0xff) << (32 + 8 * place)), 0, "bits beside worn"
        );
        assertEq(_changed(word, slot.withSteps(value)) & ~(uint256(0xffffffff) << 64), 0, "bits beside the steps");
        assertEq(_changed(word, slot.withClaimed(value)) & ~(uint256(0xffffffff) << 96), 0, "bits beside claimed");
    }

    function _changed(uint256 word, PlayerSlot slot) private pure returns (uint256) {
        return word ^ PlayerSlot.unwrap(slot);
    }
}

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
        assertEq(_changed(word, slot.withJoined()) & ~(uint256(1) << 24), 0, "bits beside joined");
        assertEq(
            _changed(word, slot.withWorn(place, value)) & ~(uint256(0xff) << (32 + 8 * place)), 0, "bits beside worn"
        );
        assertEq(_changed(word, slot.withSteps(value)) & ~(uint256(0xffffffff) << 64), 0, "bits beside the steps");
        assertEq(_changed(word, slot.withClaimed(value)) & ~(uint256(0xffffffff) << 96), 0, "bits beside claimed");
    }

    /// @notice The same for the fields of an expedition.
    function testFuzz_settersOfTheExpedition_touchOnlyTheirField(uint256 word, uint256 value) public pure {
        PlayerSlot slot = PlayerSlot.wrap(word);
        assertEq(slot.withFound(value).found(), value & 0xff, "found");
        assertEq(slot.withRegions(value).regions(), value & type(uint64).max, "regions");
        assertEq(slot.withQuests(value).quests(), value & 0x7f, "quests");
        assertEq(slot.withRelics(value).relics(), value & 0xff, "relics");
        assertEq(slot.withEarned(value).earned(), value & 0xffff, "earned");

        assertEq(_changed(word, slot.withFound(value)) & ~(uint256(0xff) << 56), 0, "bits beside found");
        assertEq(_changed(word, slot.withRegions(value)) & ~(uint256(type(uint64).max) << 128), 0, "beside regions");
        assertEq(_changed(word, slot.withQuests(value)) & ~(uint256(0x7f) << 25), 0, "bits beside quests");
        assertEq(_changed(word, slot.withRelics(value)) & ~(uint256(0xff) << 232), 0, "bits beside relics");
        assertEq(_changed(word, slot.withEarned(value)) & ~(uint256(0xffff) << 240), 0, "bits beside earned");

        PlayerSlot out = slot.withExpedition(value);
        assertEq(out.embarkedAt(), value & type(uint40).max, "embarked");
        assertEq(out.regions() + out.quests() + out.relics() + out.earned(), 0, "empty");
        uint256 kept = (uint256(type(uint128).max) << 128) | (uint256(0x7f) << 25);
        assertEq(_changed(word, out) & ~kept, 0, "all that is not of the expedition");
    }

    function _changed(uint256 word, PlayerSlot slot) private pure returns (uint256) {
        return word ^ PlayerSlot.unwrap(slot);
    }
}

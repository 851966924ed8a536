// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IHourglass} from "../../src/game/IHourglass.sol";
import {GameTest} from "./GameTest.sol";
import {Table} from "../../src/game/generated/Table.sol";

contract TokensTest is GameTest {
    function testFuzz_onlyTheGameMintsAndBurns(address caller) public {
        vm.assume(caller != address(game));
        bytes memory refused = abi.encodeWithSelector(IHourglass.NotTheGame.selector, caller, address(game));
        uint256[] memory none = new uint256[](0);
        vm.startPrank(caller);
        vm.expectRevert(refused);
        sand.mint(caller, 1);
        vm.expectRevert(refused);
        sand.burn(ana, 1);
        vm.expectRevert(refused);
        items.mint(caller, Table.WOOD, 1);
        vm.expectRevert(refused);
        items.burn(ana, none, none);
    }

    function test_tokensKnowTheirGame() public view {
        assertEq(sand.GAME(), address(game), "game of Sand");
        assertEq(items.GAME(), address(game), "game of Items");
    }

    function test_placesPlayers() public {
        place(ana, 1234);
        assertEq(tileOf(ana), 1234, "the short cut of these tests writes the right slot");
    }

    function test_readsAllOfAPlayer() public {
        IHourglass.PlayerView memory seen = game.readPlayer(ana);
        assertFalse(seen.joined, "not joined");
        assertEq(seen.tile, Table.CAMP, "would start at the camp");
        assertEq(seen.facing, 2, "would face south");
        give(ana, Table.LANTERN, 2);
        giveSand(ana, 7);
        seen = game.readPlayer(ana);
        assertEq(seen.items.length, Table.ITEM_COUNT + 1, "index is the id");
        assertEq(seen.items[Table.LANTERN], 2, "lanterns");
        assertEq(seen.sand, 7, "sand");
    }

    /// @dev As it is deployed, and as these tests build it.
    function test_fitsTheSizeLimit() public view {
        assertLt(address(game).code.length, 24_576, "EIP-170");
        string[2] memory names = ["Hourglass", "Bazaar"];
        for (uint256 i = 0; i < names.length; ++i) {
            string memory path = string.concat("contracts/out/release/", names[i], ".sol/", names[i], ".json");
            assertLt(vm.getDeployedCode(path).length, 24_576, names[i]);
        }
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {GameToken} from "../../src/game/GameToken.sol";
import {Table} from "../../src/game/generated/Table.sol";
import {IHourglass} from "../../src/game/IHourglass.sol";
import {GameTest} from "./GameTest.sol";

contract TokensTest is GameTest {
    function testFuzz_onlyTheGameMintsAndBurns(address caller) public {
        vm.assume(caller != address(game));
        bytes memory refused = abi.encodeWithSelector(GameToken.NotTheGame.selector, caller, address(game));
        vm.startPrank(caller);
        vm.expectRevert(refused);
        sand.mint(caller, 1);
        vm.expectRevert(refused);
        sand.burn(ana, 1);
        vm.expectRevert(refused);
        items.mint(caller, Table.IDOL, 1);
    }

    function test_burnsNoMore_thanThereIs() public {
        giveSand(2);
        vm.startPrank(address(game));
        vm.expectRevert(abi.encodeWithSelector(IHourglass.SandTooLow.selector, 2, 3));
        sand.burn(ana, 3);
        sand.burn(ana, 2);
        assertEq(sand.totalSupply(), 0, "all of it");
    }

    /// @notice A player that is a contract is not called when it is given a relic.
    function test_minting_callsNobody() public {
        vm.prank(address(game));
        items.mint(address(this), Table.IDOL, 2);
        assertEq(items.balanceOf(address(this), Table.IDOL), 2, "given to one that answers no question");
    }

    function test_tokensKnowTheirGame() public view {
        assertEq(sand.GAME(), address(game), "game of Sand");
        assertEq(items.GAME(), address(game), "game of Items");
    }

    /// @dev As they are deployed.
    function test_fitsTheSizeLimit() public view {
        string[5] memory names = ["Hourglass", "Chart", "Bazaar", "Sand", "Items"];
        for (uint256 i = 0; i < names.length; ++i) {
            string memory path = string.concat("contracts/out/release/", names[i], ".sol/", names[i], ".json");
            assertLe(vm.getDeployedCode(path).length, 24_576, names[i]);
        }
    }
}

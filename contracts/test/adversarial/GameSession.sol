// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Hourglass} from "../../src/game/Hourglass.sol";
import {Items} from "../../src/game/Items.sol";
import {Sand} from "../../src/game/Sand.sol";
import {Table} from "../../src/game/generated/Table.sol";
import {ArgumentBound, Grant, Permission} from "../../src/session/Grant.sol";
import {ISessionValidator} from "../../src/session/ISessionValidator.sol";
import {StackTest} from "../support/StackTest.sol";

/// @dev The game beside the stack, and a grant as players sign it: the functions that the page asks for, and nothing else.
abstract contract GameSession is StackTest {
    Hourglass internal game;
    Sand internal sand;
    Items internal items;

    function setUp() public virtual override {
        super.setUp();
        game = Hourglass(vm.deployCode(artifact("Hourglass"), abi.encode(uint32(7))));
        sand = game.SAND();
        items = game.ITEMS();
        vm.startPrank(address(game));
        sand.mint(address(account), 100 ether);
        items.mint(address(account), Table.WOOD, 10);
        vm.stopPrank();
    }

    function makeGameGrant() internal view returns (Grant memory grant) {
        grant = makeGrant();
        grant.maxSpend = 500 ether;
        // app/_bridge/gamePermissions.test.ts holds the keys of this file against what the page asks for.
        string[] memory texts = vm.parseJsonKeys(vm.readFile("app/_bridge/gasLimits.json"), "$");
        grant.permissions = new Permission[](texts.length);
        for (uint256 i = 0; i < texts.length; ++i) {
            grant.permissions[i] =
                _play(texts[i], keccak256(bytes(texts[i])) == keccak256("buy(uint256,uint256)") ? 2 : 0);
        }
    }

    function callMove(bytes memory path) internal view returns (bytes memory) {
        return single(address(game), 0, abi.encodeCall(Hourglass.move, (path)));
    }

    /// @dev A call that no permission names; it stands at this place of its batch.
    function expectNotPermitted(bytes memory callData, uint256 index, address to, bytes4 selector) internal {
        expectCallsRefused(
            callData, abi.encodeWithSelector(ISessionValidator.CallNotPermitted.selector, index, to, selector)
        );
    }

    /// @dev The same, as the only call.
    function expectNotPermitted(address to, bytes memory data) internal {
        expectNotPermitted(single(to, 0, data), 0, to, bytes4(data));
    }

    function _play(string memory text, uint8 spendArgument) private view returns (Permission memory) {
        return Permission(address(game), text, 0, spendArgument, new ArgumentBound[](0));
    }
}

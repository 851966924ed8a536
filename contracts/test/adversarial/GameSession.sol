// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Hourglass} from "../../src/game/Hourglass.sol";
import {Items} from "../../src/game/Items.sol";
import {Sand} from "../../src/game/Sand.sol";
import {Table} from "../../src/game/generated/Table.sol";
import {ArgumentBound, Grant, Permission} from "../../src/session/Grant.sol";
import {ISessionValidator} from "../../src/session/ISessionValidator.sol";
import {StackTest} from "../support/StackTest.sol";

/// @dev The game beside the stack, and a grant as players sign it: the six functions of a session, and nothing else.
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
        grant.permissions = new Permission[](6);
        grant.permissions[0] = _play("move(bytes)", 0);
        grant.permissions[1] = _play("gather(uint256)", 0);
        grant.permissions[2] = _play("craft(uint256)", 0);
        grant.permissions[3] = _play("equip(uint256)", 0);
        grant.permissions[4] = _play("claim(uint256)", 0);
        grant.permissions[5] = _play("buy(uint256,uint256)", 2);
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

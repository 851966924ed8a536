// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Bazaar} from "../../src/game/Bazaar.sol";
import {Table} from "../../src/game/generated/Table.sol";
import {GameSession} from "./GameSession.sol";

/// @dev Only the owner controls valuables: a session with the game's grant can neither sell, nor approve the market, nor
/// withdraw Sand from the vault; the owner can do all of it.
contract PreciousTest is GameSession {
    Bazaar private bazaar;

    function setUp() public override {
        super.setUp();
        bazaar = Bazaar(vm.deployCode("Bazaar.sol:Bazaar", abi.encode(items, sand)));
        enable(makeGameGrant());
    }

    function test_theBazaar_isOutOfReachOfTheSession() public {
        expectNotPermitted(address(bazaar), abi.encodeCall(bazaar.list, (Table.WOOD, 1, 1)));
        expectNotPermitted(address(bazaar), abi.encodeCall(bazaar.buy, (1, 1, 1)));
        expectNotPermitted(address(bazaar), abi.encodeCall(bazaar.cancel, (1)));
        expectNotPermitted(address(items), abi.encodeCall(items.setApprovalForAll, (address(bazaar), true)));
        expectNotPermitted(address(sand), abi.encodeCall(sand.approve, (address(bazaar), 1 ether)));
    }

    function test_theBank_givesNothingToTheSession() public {
        expectNotPermitted(address(game), abi.encodeCall(game.withdraw, (1 ether)));
        expectNotPermitted(address(game), abi.encodeCall(game.settle, (address(account))));
    }

    /// @dev It is refused even after a call that is allowed.
    function test_aSale_hidesBehindNoStep() public {
        expectNotPermittedBehindAStep(address(bazaar), abi.encodeCall(bazaar.list, (Table.WOOD, 1, 1)));
    }

    function test_theOwner_sellsAndTakesOut() public {
        vm.startPrank(address(account));
        game.bank(5 ether);
        game.withdraw(5 ether);
        items.setApprovalForAll(address(bazaar), true);
        uint256 listing = bazaar.list(Table.WOOD, 4, 1 ether);
        items.setApprovalForAll(address(bazaar), false);
        bazaar.cancel(listing);
        assertEq(items.balanceOf(address(account), Table.WOOD), 10, "the account can hold what comes back");
    }
}

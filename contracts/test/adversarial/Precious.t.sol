// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Bazaar} from "../../src/game/Bazaar.sol";
import {Profile} from "../../src/game/Profile.sol";
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
        expectNotPermitted(address(bazaar), abi.encodeCall(bazaar.list, (RELIC, 1, 1)));
        expectNotPermitted(address(bazaar), abi.encodeCall(bazaar.buy, (1, 1, 1)));
        expectNotPermitted(address(bazaar), abi.encodeCall(bazaar.cancel, (1)));
        expectNotPermitted(address(items), abi.encodeCall(items.setApprovalForAll, (address(bazaar), true)));
        expectNotPermitted(address(sand), abi.encodeCall(sand.approve, (address(bazaar), 1 ether)));
    }

    function test_theVault_givesNothingToTheSession() public {
        _fillVault();
        expectNotPermitted(address(game), abi.encodeCall(game.withdraw, (1 ether)));
        expectNotPermittedBehindAStep(address(game), abi.encodeCall(game.withdraw, (1 ether)));
    }

    /// @dev What is only for owners, or for anybody, is in no grant of the game.
    function test_roomsAndDays_areOutOfReachOfTheSession() public {
        expectNotPermitted(address(game), abi.encodeCall(game.openRoom, (vm.getBlockTimestamp(), 1)));
        expectNotPermitted(address(game), abi.encodeCall(game.openDay, ()));
        expectNotPermitted(address(game), abi.encodeCall(game.drawRoom, (1)));
    }

    /// @dev It is refused even after a call that is allowed.
    function test_aSale_hidesBehindNoStep() public {
        expectNotPermittedBehindAStep(address(bazaar), abi.encodeCall(bazaar.list, (RELIC, 1, 1)));
    }

    function test_theOwner_sellsAndTakesOut() public {
        _fillVault();
        vm.startPrank(address(account));
        game.withdraw(5 ether);
        assertEq(sand.balanceOf(address(account)), 105 ether, "out of the vault");
        items.setApprovalForAll(address(bazaar), true);
        uint256 listing = bazaar.list(RELIC, 4, 1 ether);
        items.setApprovalForAll(address(bazaar), false);
        bazaar.cancel(listing);
        assertEq(items.balanceOf(address(account), RELIC), 10, "the account can hold what comes back");
    }

    /// @dev As after an expedition that paid.
    function _fillVault() private {
        vm.prank(address(game));
        sand.mint(address(game), 5 ether);
        Profile profile = Profile.wrap(game.readPlayer(address(account)).profile).withVault(5 ether);
        bytes32 slot = keccak256(abi.encode(address(account), uint256(3)));
        vm.store(address(game), slot, bytes32(Profile.unwrap(profile)));
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Test} from "forge-std/Test.sol";

import {Deck} from "./Deck.sol";

/// @dev A permitted kind that may be refused, and an attack that may succeed.
contract SmallDeck is Deck {
    bool private _isPermittedDone;
    bool private _isAttackRefused;

    constructor(bool isPermittedDone, bool isAttackRefused) {
        _isPermittedDone = isPermittedDone;
        _isAttackRefused = isAttackRefused;
        _permitted("plays", _play);
        _attack("steals", _steal);
    }

    function _play() private {
        if (_isPermittedDone) _countDone();
        else _countRefused();
    }

    function _steal() private {
        if (_isAttackRefused) _countRefused();
        else _countDone();
    }
}

/// @dev A campaign that missed a kind must not pass.
contract DeckTest is Test {
    function testFuzz_passes_whenEveryKindWasReached(uint256 seed) public {
        SmallDeck deck = new SmallDeck(true, true);
        deck.step(seed);
        deck.checkEveryKindWasReached();
    }

    function test_reverts_whenNothingWasPlayed() public {
        _expectMissed(new SmallDeck(true, true), "plays");
    }

    function test_reverts_whenAPermittedKindWasNeverDone() public {
        SmallDeck deck = new SmallDeck(false, true);
        deck.step(1);
        _expectMissed(deck, "plays");
    }

    function test_reverts_whenAnAttackWasNeverRefused() public {
        SmallDeck deck = new SmallDeck(true, false);
        deck.step(1);
        _expectMissed(deck, "steals");
    }

    function _expectMissed(SmallDeck deck, string memory name) private {
        vm.expectRevert(abi.encodeWithSelector(Deck.KindNotReached.selector, name));
        deck.checkEveryKindWasReached();
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Test} from "forge-std/Test.sol";
import {console} from "forge-std/console.sol";

/// @notice Every kind of act is a card. A step plays some, drawn at random from those not yet played in this round, so
/// a run that is long enough reaches every kind, in random order, and a run that is too short fails.
/// @dev Foundry forgets all state between runs; a tally over several runs could say that every kind was reached although
/// no single run reached them together. Here each single run must reach all of them.
abstract contract Deck is Test {
    /// @notice The required outcome: done, refused, or either.
    enum Kind {
        Permitted,
        Attack,
        Chaos
    }

    struct Card {
        string name;
        Kind kind;
        function() internal act;
        uint256 done;
        uint256 refused;
    }

    Card[] private _cards;
    uint256[] private _undrawn;
    uint256 private _drawn;
    uint256 private _seed;
    uint256 public steps;

    error KindNotReached(string name);

    /// @notice The only function that the fuzzer calls.
    function step(uint256 seed) external {
        ++steps;
        for (uint256 i = 0; i < _actsPerStep(); ++i) {
            _seed = uint256(keccak256(abi.encode(_seed, seed, i)));
            _draw();
            _cards[_drawn].act();
        }
    }

    /// @notice Fails unless every kind was reached since set-up, with its required outcome.
    function checkEveryKindWasReached() external view {
        for (uint256 i = 0; i < _cards.length; ++i) {
            Card storage card = _cards[i];
            uint256 reached = card.done + card.refused;
            if (card.kind == Kind.Permitted) reached = card.done;
            if (card.kind == Kind.Attack) reached = card.refused;
            require(reached != 0, KindNotReached(card.name));
        }
    }

    /// @notice Adds this run to the campaign's sums and prints them. They live in the process's environment,
    /// the only place that outlives a run. For people to read: nothing depends on them.
    function logTable(string memory variable) external {
        uint256[] memory sums = new uint256[](_cards.length * 2);
        bytes memory before = vm.envOr(variable, bytes(""));
        if (before.length != 0) sums = abi.decode(before, (uint256[]));
        console.log("     done   refused  kind");
        for (uint256 i = 0; i < _cards.length; ++i) {
            sums[2 * i] += _cards[i].done;
            sums[2 * i + 1] += _cards[i].refused;
            console.log(string.concat(_column(sums[2 * i]), _column(sums[2 * i + 1]), "  ", _cards[i].name));
        }
        vm.setEnv(variable, vm.toString(abi.encode(sums)));
    }

    /// @dev With a depth of 32, 128 acts: the maximum number of cards in a deck.
    function _actsPerStep() internal pure virtual returns (uint256) {
        return 4;
    }

    function _permitted(string memory name, function() internal act) internal {
        _cards.push(Card(name, Kind.Permitted, act, 0, 0));
    }

    function _attack(string memory name, function() internal act) internal {
        _cards.push(Card(name, Kind.Attack, act, 0, 0));
    }

    function _chaos(string memory name, function() internal act) internal {
        _cards.push(Card(name, Kind.Chaos, act, 0, 0));
    }

    function _countDone() internal {
        ++_cards[_drawn].done;
    }

    function _countRefused() internal {
        ++_cards[_drawn].refused;
    }

    /// @dev The kind that is being played, for the labels of assertions.
    function _kind() internal view returns (string memory) {
        return _cards[_drawn].name;
    }

    /// @dev A number below `limit`, derived from the fuzzer's seed.
    function _random(uint256 limit) internal returns (uint256) {
        _seed = uint256(keccak256(abi.encode(_seed)));
        return _seed % limit;
    }

    /// @dev A number from `min` to `max`, both inclusive.
    function _between(uint256 min, uint256 max) internal returns (uint256) {
        return min + _random(max - min + 1);
    }

    function _draw() private {
        if (_undrawn.length == 0) {
            for (uint256 i = 0; i < _cards.length; ++i) {
                _undrawn.push(i);
            }
        }
        uint256 at = _random(_undrawn.length);
        _drawn = _undrawn[at];
        _undrawn[at] = _undrawn[_undrawn.length - 1];
        _undrawn.pop();
    }

    /// @dev Nine characters wide.
    function _column(uint256 number) private pure returns (string memory text) {
        text = vm.toString(number);
        while (bytes(text).length < 9) {
            text = string.concat(" ", text);
        }
    }
}

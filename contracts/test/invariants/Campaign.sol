// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Test} from "forge-std/Test.sol";

import {Deck} from "./Deck.sol";

/// @notice How a campaign runs, and what makes it valid: every run of full length reaches every kind.
abstract contract Campaign is Test {
    /// @dev Long enough for every deck here. The first test below checks that, and that the profiles use at least this depth.
    uint256 private constant STEPS = 32;

    Deck private _deck;

    function _play(Deck deck) internal {
        _deck = deck;
        bytes4[] memory selectors = new bytes4[](1);
        selectors[0] = Deck.step.selector;
        targetContract(address(deck));
        targetSelector(FuzzSelector(address(deck), selectors));
    }

    /// @dev Only a run that was cut short may have missed a kind: a remembered failure that Foundry replays.
    function afterInvariant() public virtual {
        if (_deck.steps() >= STEPS) _deck.checkEveryKindWasReached();
    }

    function test_aRunOfFullLengthReachesEveryKind() public {
        for (uint256 i = 0; i < STEPS; ++i) {
            _deck.step(i);
        }
        _deck.checkEveryKindWasReached();
    }

    function test_everyProfileRunsToFullLength() public view {
        string memory toml = vm.readFile("foundry.toml");
        assertGe(vm.parseTomlUint(toml, ".profile.default.invariant.depth"), STEPS, "default");
        assertGe(vm.parseTomlUint(toml, ".profile.deep.invariant.depth"), STEPS, "deep");
        assertGe(vm.envOr("FOUNDRY_INVARIANT_DEPTH", STEPS), STEPS, "environment");
    }
}

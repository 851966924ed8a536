// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {TraceTest} from "./TraceTest.sol";
import {Sponsored} from "../support/Sponsored.sol";

/// @dev {TraceTest} with the contracts as deployed, and staked.
abstract contract ValidationTrace is Sponsored, TraceTest {
    function setUp() public virtual override {
        super.setUp();
        vm.deal(operator, 10 * MIN_STAKE);
        vm.startPrank(operator);
        factory.addStake{value: MIN_STAKE}(MIN_UNSTAKE_DELAY);
        paymaster.addStake{value: MIN_STAKE}(MIN_UNSTAKE_DELAY);
        vm.stopPrank();
    }
}

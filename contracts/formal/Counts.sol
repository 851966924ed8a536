// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Amounts} from "../src/session/Amounts.sol";

/// @dev What solc's model checker proves of rules that count for themselves (scripts/formal).
contract Counts {
    uint256 private immutable cap;
    uint256 private newest;
    uint256 private counted;

    constructor(uint96 cap_) {
        cap = cap_;
    }

    function add(uint256 period, uint96 more) external {
        require(Amounts.isOpen(period, newest));
        uint256 before = newest;
        uint256 after_ = Amounts.count(period == newest, counted, more);
        require(Amounts.isWithin(after_, cap));
        newest = period;
        counted = after_;
        // No period comes back.
        assert(newest >= before);
        // In no period is it more than the cap.
        assert(counted <= cap);
        assert(counted >= more);
    }
}

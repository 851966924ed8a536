// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Amounts} from "../src/session/Amounts.sol";

/// @dev What solc's model checker proves of budgets (scripts/formal): the numbers are those of a session, and every step is a call of
/// {Amounts}.
contract Budgets {
    uint256 private immutable cap;
    uint256 private left;
    uint256 private spent;

    constructor(uint96 cap_) {
        cap = cap_;
        left = cap_;
    }

    function take(uint256 amount) external {
        require(Amounts.isWithin(amount, left));
        uint256 before = left;
        left = Amounts.take(left, amount);
        spent += amount;
        // What is left never grows.
        assert(left <= before);
        // Spent is at most the cap, to the last unit.
        assert(spent <= cap);
        assert(spent + left == cap);
    }
}

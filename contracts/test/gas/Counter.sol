// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @dev The smallest possible action: it writes one slot. Everything else measured is the cost of the session.
contract Counter {
    uint256 public count;

    function tick(uint256 steps) external {
        count += steps;
    }
}

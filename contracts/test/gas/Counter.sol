// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @dev The smallest action there is: one slot written. What is measured around it is the price of the session.
contract Counter {
    uint256 public count;

    function tick(uint256 steps) external {
        count += steps;
    }
}

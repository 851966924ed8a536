// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Amounts} from "../src/session/Amounts.sol";

/// @dev What solc's model checker proves of the life of one session, from its enabling on (scripts/formal): an ended session never
/// lives again.
contract Lives {
    uint256 private immutable epoch;
    uint256 private current;
    bool private isEnded;
    bool private wasEnded;

    constructor(uint32 epoch_) {
        epoch = epoch_;
        current = epoch_;
    }

    function revoke() external {
        isEnded = true;
        wasEnded = true;
    }

    function revokeAll() external {
        ++current;
        wasEnded = true;
    }

    function use() external view {
        assert(!wasEnded || !Amounts.isLive(false, isEnded, epoch, current));
    }
}

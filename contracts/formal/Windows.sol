// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Amounts} from "../src/session/Amounts.sol";

/// @dev What solc's model checker proves of windows (scripts/formal).
contract Windows {
    function grant(uint48 validAfter, uint48 validUntil, uint48 maxDuration) external pure {
        if (!Amounts.isWindow(validAfter, validUntil, maxDuration)) return;
        assert(validUntil > validAfter);
        assert(validUntil - validAfter <= maxDuration);
        // No session lasts for ever.
        assert(validUntil != 0);
    }
}

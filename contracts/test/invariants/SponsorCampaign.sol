// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {SponsorHandler} from "./SponsorHandler.sol";
import {SponsorThief} from "./SponsorThief.sol";
import {SponsorTricks} from "./SponsorTricks.sol";

/// @notice The sponsor with accounts that waste as much as they can, and a thief who shows vouchers that were never signed.
contract SponsorCampaign is SponsorHandler, SponsorThief, SponsorTricks {
    function setUp() public override {
        super.setUp();
        _dealPaid();
        _dealThief();
        _dealTricks();
    }
}

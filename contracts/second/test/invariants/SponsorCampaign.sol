// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {SponsorThief} from "./SponsorThief.sol";

/// @notice The sponsor with accounts that waste all they can, and a thief who shows what was never signed.
contract SponsorCampaign is SponsorThief {
    function setUp() public override {
        super.setUp();
        _dealPaid();
        _dealThief();
    }
}

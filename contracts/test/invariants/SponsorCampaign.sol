// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {SponsorCapsThief} from "./SponsorCapsThief.sol";
import {SponsorHandler} from "./SponsorHandler.sol";
import {SponsorLedger} from "./SponsorLedger.sol";
import {SponsorOperationThief} from "./SponsorOperationThief.sol";
import {SponsorThief} from "./SponsorThief.sol";

/// @notice The sponsor with accounts that waste all they can, and a thief who shows what was never signed.
contract SponsorCampaign is SponsorHandler, SponsorThief, SponsorCapsThief, SponsorOperationThief {
    function setUp() public override {
        super.setUp();
        _dealPaid();
        _dealThief();
        _dealCaps();
        _dealOperations();
    }
}

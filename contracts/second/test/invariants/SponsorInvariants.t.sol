// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Campaign} from "../../../test/invariants/Campaign.sol";
import {SponsorCampaign} from "./SponsorCampaign.sol";

/// @notice The worst-case loss of the sponsor, whatever accounts and bundlers do.
contract SponsorInvariants is Campaign {
    SponsorCampaign private _campaign;

    function setUp() public {
        _campaign = SponsorCampaign(vm.deployCode("SponsorCampaign.sol:SponsorCampaign"));
        _campaign.setUp();
        _play(_campaign);
    }

    function invariant_sponsorLosesAtMostWhatItPromised() public view {
        _campaign.checkSponsor(20);
    }

    function afterInvariant() public override {
        super.afterInvariant();
        _campaign.checkSponsor(type(uint256).max);
        _campaign.logTable("SPONSOR_INVARIANTS");
    }
}

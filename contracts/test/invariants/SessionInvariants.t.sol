// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Campaign} from "./Campaign.sol";
import {SessionCampaign} from "./SessionCampaign.sol";

/// @notice What is always true, whatever a player, an owner and a thief with the session key do.
contract SessionInvariants is Campaign {
    SessionCampaign private _campaign;

    function setUp() public {
        // By artifact, not by `new`: otherwise the compiler would optimise all of it twice.
        _campaign = SessionCampaign(vm.deployCode("SessionCampaign.sol:SessionCampaign"));
        _campaign.setUp();
        _play(_campaign);
    }

    function invariant_holds() public view {
        _campaign.checkFixture();
        _campaign.checkAccounts();
        _campaign.checkSessions(10);
        _campaign.checkSponsor();
    }

    function afterInvariant() public override {
        super.afterInvariant();
        _campaign.checkOwners();
        _campaign.checkSessions(type(uint256).max);
        _campaign.logTable("SESSION_INVARIANTS");
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {GhostLedger} from "./GhostLedger.sol";
import {OwnerHandler} from "./OwnerHandler.sol";
import {SessionChecks} from "./SessionChecks.sol";
import {SessionHandler} from "./SessionHandler.sol";
import {ThiefBatches} from "./ThiefBatches.sol";
import {ThiefCalls} from "./ThiefCalls.sol";
import {ThiefChaos} from "./ThiefChaos.sol";
import {ThiefGas} from "./ThiefGas.sol";
import {ThiefGrants} from "./ThiefGrants.sol";
import {ThiefLife} from "./ThiefLife.sol";
import {ThiefSignatures} from "./ThiefSignatures.sol";
import {UnchangedWorld} from "./UnchangedWorld.sol";

/// @notice The session contracts with a player, an owner and a thief who act in any order.
contract SessionCampaign is
    SessionHandler,
    OwnerHandler,
    ThiefCalls,
    ThiefBatches,
    ThiefGas,
    ThiefLife,
    ThiefGrants,
    ThiefSignatures,
    ThiefChaos,
    SessionChecks,
    UnchangedWorld
{
    function setUp() public override(GhostLedger, SessionChecks, UnchangedWorld) {
        super.setUp();
        _dealPermitted();
        _dealOwner();
        _dealThiefCalls();
        _dealThiefBatches();
        _dealThiefGas();
        _dealThiefLife();
        _dealThiefGrants();
        _dealThiefSignatures();
        _dealThiefChaos();
    }

    /// @notice After whatever happened, each owner acts in lane 0.
    function checkOwners() external {
        for (uint256 a = 0; a < ACCOUNTS; ++a) {
            _ownerChecksIn(a);
        }
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {OwnerHandler} from "./OwnerHandler.sol";
import {SessionChecks} from "./SessionChecks.sol";
import {SessionHandler} from "./SessionHandler.sol";
import {Sessions} from "./Sessions.sol";
import {ThiefBatches} from "./ThiefBatches.sol";
import {ThiefCalls} from "./ThiefCalls.sol";
import {ThiefChaos} from "./ThiefChaos.sol";
import {ThiefCounts} from "./ThiefCounts.sol";
import {ThiefGas} from "./ThiefGas.sol";
import {ThiefGrants} from "./ThiefGrants.sol";
import {ThiefLife} from "./ThiefLife.sol";
import {ThiefOwner} from "./ThiefOwner.sol";
import {ThiefSignatures} from "./ThiefSignatures.sol";
import {ThiefVouchers} from "./ThiefVouchers.sol";
import {UnchangedWorld} from "./UnchangedWorld.sol";

/// @notice The session contracts with a player, an owner and a thief who act in any order.
contract SessionCampaign is
    SessionHandler,
    OwnerHandler,
    ThiefCalls,
    ThiefBatches,
    ThiefCounts,
    ThiefGas,
    ThiefLife,
    ThiefVouchers,
    ThiefGrants,
    ThiefSignatures,
    ThiefOwner,
    ThiefChaos,
    SessionChecks,
    UnchangedWorld
{
    function setUp() public override(Sessions, SessionChecks, UnchangedWorld) {
        super.setUp();
        _dealPermitted();
        _dealCounting();
        _dealOwner();
        _dealThiefCalls();
        _dealThiefBatches();
        _dealThiefCounts();
        _dealThiefGas();
        _dealThiefLife();
        _dealThiefVouchers();
        _dealThiefGrants();
        _dealThiefSignatures();
        _dealThiefOwner();
        _dealThiefChaos();
    }

    /// @dev There are more kinds than 128.
    function _actsPerStep() internal pure override returns (uint256) {
        return 5;
    }

    /// @notice Whatever happened before, each owner can act in lane 0.
    function checkOwners() external {
        for (uint256 a = 0; a < accounts.length; ++a) {
            _ownerChecksIn(a);
        }
    }
}

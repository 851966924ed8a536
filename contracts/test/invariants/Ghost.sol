// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";

import {PlayerAccount} from "../../src/account/PlayerAccount.sol";
import {Target} from "../support/Target.sol";

/// @notice What an account must be and hold, by the owner's own acts and the permitted calls alone.
/// @param weiHeld Its ETH and its deposit at the EntryPoint together.
/// @param ownerOperations How many operations its owner made in lane 0.
/// @param module A module that the owner installed beside the session module; zero for none.
struct GhostAccount {
    PlayerAccount account;
    uint256 ownerKey;
    uint32 epoch;
    uint256 weiHeld;
    uint256 coins;
    uint256 trinkets;
    uint256 allowance;
    uint256 ownerOperations;
    address module;
}

/// @notice What a session may do, and what it did. Each has a Target of its own, so that what reached it is its doing.
/// @param account Its position among the accounts.
/// @param actions Authorised, as `spend` and `gasWei`: by every operation that was validated.
/// @param calls Executed, as `played`, `spent` and `valueWei`: by every operation that succeeded.
/// @param takenWei What its operations really cost the sponsor.
/// @param lastEffect Hash of its Target when it ended; zero while it lives.
struct GhostSession {
    uint256 account;
    uint256 key;
    bool isP256;
    bool isSponsored;
    bool isEnabled;
    bool isRevoked;
    uint48 validAfter;
    uint48 validUntil;
    uint32 epoch;
    uint192 lane;
    Target target;
    uint256 maxActions;
    uint256 maxSpend;
    uint256 maxGasWei;
    uint256 voucherWei;
    uint256 actions;
    uint256 spend;
    uint256 gasWei;
    uint256 operations;
    uint256 calls;
    uint256 played;
    uint256 spent;
    uint256 valueWei;
    uint256 takenWei;
    bytes32 lastEffect;
    bytes grant;
    bytes ownerSignature;
    bytes paymasterAndData;
}

/// @notice An operation and who signed it: a session, by its position, or an owner.
struct Sent {
    PackedUserOperation op;
    uint256 session;
}

/// @dev In `Sent.session`: the owner of the account.
uint256 constant BY_OWNER = type(uint256).max;

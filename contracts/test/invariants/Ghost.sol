// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";

import {Target} from "../support/Target.sol";
import {PlayerAccount} from "../../src/account/PlayerAccount.sol";

/// @notice What an account must be and hold, according to the owner's own acts and the permitted calls alone.
/// @param isDevice The owner is a device key.
/// @param formerKey The device key that handed the account over and may take it back; zero: none.
/// @param pendingKey The next owner of a pending change; zero: none.
/// @param epoch How often all sessions were ended.
/// @param epochWord The module's value for that epoch.
/// @param weiHeld Its ETH and its deposit at the EntryPoint together.
/// @param ownerOperations How many operations its owner made in lane 0.
/// @param module A module that the owner installed in addition to the session module; zero for none.
struct GhostAccount {
    PlayerAccount account;
    uint256 ownerKey;
    bool isDevice;
    uint256 formerKey;
    uint256 formerUntil;
    uint256 pendingKey;
    uint256 pendingDue;
    uint256 epoch;
    bytes32 epochWord;
    uint256 weiHeld;
    uint256 coins;
    uint256 trinkets;
    uint256 allowance;
    uint256 ownerOperations;
    address module;
}

/// @notice What a session may do, and what it did. Each has its own Target, so everything that reached it comes from this
/// session.
/// @param account Its index among the accounts.
/// @param isShown Its paymaster has accepted its voucher.
/// @param actions Authorised, like `spend` and `gasWei`: by every operation that was validated.
/// @param calls Executed, like `played`, `spent` and `valueWei`: by every operation that succeeded.
/// @param takenWei What its operations really cost the sponsor.
/// @param lastEffect Hash of its Target when it ended; zero while it is live.
/// @param id The module's id of it; `rules` and `packedGrant` too serve only to name it to the module.
struct GhostSession {
    uint256 account;
    uint256 key;
    bool isP256;
    bool isSponsored;
    bool isEnabled;
    bool isRevoked;
    bool isShown;
    bool isDenied;
    uint48 validAfter;
    uint48 validUntil;
    uint256 epoch;
    bytes32 epochWord;
    uint192 lane;
    Target target;
    uint256 maxActions;
    uint256 maxSpend;
    uint256 maxGasWei;
    uint256 voucherWei;
    uint256 voucherOperationWei;
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
    bytes32 id;
    bytes rules;
    bytes packedGrant;
    bytes ownerSignature;
    bytes voucherData;
}

/// @notice One rule of a session: the function, the allowed values of its first argument, and what is counted.
/// @param period 0: nothing is counted; 1: over the session; 2, 3, 4: in each hour, day, week.
/// @param maxAmount Limit of the second argument; zero: it is not counted. The same for `maxCalls`.
struct GhostRule {
    string text;
    bytes4 selector;
    bool spends;
    int256 min;
    int256 max;
    uint256 maxValue;
    uint256 period;
    uint256 maxCalls;
    uint256 maxAmount;
    uint256 maxTotal;
}

/// @notice What a rule has authorised in one period.
struct GhostCount {
    uint256 calls;
    uint256 amount;
    uint256 value;
}

/// @notice An operation and who signed it: a session, by its index, or an owner.
struct Sent {
    PackedUserOperation op;
    uint256 session;
}

/// @dev In `Sent.session`: the owner of the account.
uint256 constant BY_OWNER = type(uint256).max;

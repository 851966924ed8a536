// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IERC7579Validator} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";

/// @title ISessionValidator
/// @notice ERC-7579 validator for session keys that are limited on chain and short-lived.
/// Signature of an operation (ERC-4337 `signature`):
/// - `0x00 || time (4) || hints || key || sessionSignature || rules`: an operation of an enabled session.
/// - `0x01 || time (4) || hints || key || sessionSignature || PackedGrant || ownerSignature`: enables the session and uses it.
/// `time` is a second within the period in which rules with a period count, zero when none is used. `hints` has one byte for each
/// call: the rule that it uses; calls without a hint use the last one. Hints, key and session signature each have their
/// length in one byte before them. The session signature is over the `userOpHash`, the owner's over the digest of the grant.
interface ISessionValidator is IERC7579Validator {
    /// @notice The state of a session, and what it may still authorise.
    /// @param isLive Enabled and not ended. Ignores time.
    /// @param isEnded This session was ended, before or after it was enabled; ignores a later epoch.
    /// @param note What its paymaster wrote down.
    /// @param validUntil Unix seconds, inclusive.
    /// @param spendLeft In the token's smallest unit.
    /// @param gasLeftWei Maximum gas cost, in wei.
    struct Session {
        bool isLive;
        bool isEnded;
        uint24 note;
        uint32 validUntil;
        uint16 actionsLeft;
        uint96 spendLeft;
        uint64 gasLeftWei;
    }

    /// @notice Everything about a session; {GrantReader} shows how the grant is packed.
    event SessionEnabled(
        address indexed account,
        bytes32 indexed session,
        bytes sessionKey,
        address paymaster,
        uint192 nonceKey,
        bytes packedGrant
    );
    event SessionEnded(address indexed account, bytes32 indexed session);
    event EpochRaised(address indexed account, bytes32 epoch);

    // Errors of the module
    error SenderNotAccount(address seen, address allowed);
    error ModuleNotInstalled(address account);
    error ModuleInstalledAlready(address account);
    error DurationInvalid(uint48 seen);
    // Errors of grants
    error GrantOwnerSignatureInvalid(address account, bytes32 session);
    error GrantWrongEpoch(bytes32 seen, bytes32 allowed);
    error GrantWindowInvalid(uint48 validAfter, uint48 validUntil, uint48 maxDuration);
    error GrantNotDue(uint48 validAfter, uint256 seenTime);
    error GrantSessionKeyMalformed(bytes seen);
    error GrantPermissionCount(uint256 seen, uint256 min, uint256 max);
    error GrantSpendUnused(uint256 maxSpend);
    error GrantConfined(address account);
    error GrantTooLong(uint256 bytesOfDetails);
    error PermissionTargetForbidden(address target);
    error PermissionDuplicate(address target, bytes4 selector);
    error PermissionConditionCount(uint256 seen, uint256 allowed);
    error PermissionPeriod(string seen);
    error PermissionValueUncounted(address target);
    error PermissionNotTransfer(address target);
    error ArgumentNotComparable(string functionSignature, string argument);
    error ConditionEmpty(string argument, string rule);
    error LimitRefused(string counted, uint96 seen);
    error LimitUnreachable(string counted, uint96 seen);
    error SessionNotLive(bytes32 session);
    error SessionUsedAlready(bytes32 session);
    // Errors of operations
    error SignatureMalformed(uint256 length);
    error HintMissing();
    error CallDataNotExecute(bytes4 seen, bytes4 allowed);
    error ExecutionModeNotAllowed(bytes32 seen);
    error ExecutionMalformed();
    error CallCountZero();
    error CallTooShort(uint256 index, uint256 seen);
    error CallNotPermitted(uint256 index, address target, bytes4 selector);
    error CallValueAboveLimit(uint256 index, uint256 seen, uint256 allowed);
    error CallArgumentMissing(uint256 index, uint256 position, uint256 length);
    error CallArgumentRefused(uint256 index, uint256 condition, uint256 seen);
    error CallPolicyRefused(uint256 index, address policy);
    error LimitExceeded(uint256 seen, uint256 allowed);
    error PeriodOver(uint256 seen, uint256 newest);
    error ActionsExceeded(uint256 seen, uint256 allowed);
    error SpendExceeded(uint256 seen, uint256 allowed);
    error GasBudgetExceeded(uint256 seen, uint256 allowed);
    error RevocationSignatureInvalid(address account, bytes32 session);
    error RevokeAllWrongEpoch(bytes32 seen, bytes32 allowed);
    error CreditMissing(address account, bytes32 userOpHash, uint256 maxCost);

    /// @notice Longest window of a grant, in seconds.
    function MAX_DURATION() external view returns (uint48);

    /// @notice Id of a session: it depends on its key, all of its rules, its paymaster and its lane.
    /// @param sessionKey ERC-7913 signer; for a key of the P-256 verifier only the 64 bytes of the key.
    /// @param rulesHash keccak256 of the packed rules; see {Rules}.
    function sessionId(bytes calldata sessionKey, bytes32 rulesHash, address paymaster, uint192 nonceKey)
        external
        pure
        returns (bytes32);

    /// @notice EIP-712 digest that owner or session key sign to revoke one session.
    function hashRevoke(address account, bytes32 session) external view returns (bytes32);

    /// @notice EIP-712 digest that the owner signs to revoke every session of an epoch.
    function hashRevokeAll(address account, bytes32 epoch) external view returns (bytes32);

    /// @notice The account's revocation epoch: number (4) || a part that nobody could know before it began (28).
    function epochOf(address account) external view returns (bytes32);

    /// @notice The state of a session; see {Session}.
    function sessionOf(address account, bytes32 session) external view returns (Session memory);

    /// @notice What the rule at an index has authorised, and in which period. Counts of a past period are not reported.
    function countOf(address account, bytes32 session, uint256 index)
        external
        view
        returns (uint256 period, uint256 calls, uint256 amount, uint256 value);

    /// @notice Enables a session by transaction once its window has begun; anyone may send it. For owners whose ERC-1271 check
    /// reads foreign storage. Key and `PackedGrant || ownerSignature` are the same as in an operation's signature.
    function enable(
        address account,
        bytes calldata key,
        address paymaster,
        uint192 nonceKey,
        bytes calldata packedGrant
    ) external;

    /// @notice Revokes one session of the calling account, before or after it was enabled.
    function revoke(bytes32 session) external;

    /// @notice Revokes every session and unused grant of the calling account in O(1): epoch + 1.
    function revokeAll() external;

    /// @notice Revokes one session by a signature of the account's owner; anyone may relay it.
    function revokeByOwner(address account, bytes32 session, bytes calldata ownerSignature) external;

    /// @notice Revokes all sessions of the current epoch by a signature of the account's owner; anyone may relay it.
    function revokeAllByOwner(address account, bytes32 epoch, bytes calldata ownerSignature) external;

    /// @notice Revokes one session by a signature of its own key, which its terms identify; anyone may relay it. Needs no budget.
    function revokeBySessionKey(
        address account,
        bytes calldata sessionKey,
        bytes32 rulesHash,
        address paymaster,
        uint192 nonceKey,
        bytes calldata sessionSignature
    ) external;

    /// @notice For paymasters: the session that has taken this cost (wei) for this operation from its budget in this transaction,
    /// if it names the caller as its paymaster, and the note that the caller wrote into it. Zero: there is none.
    function countedBy(address account, bytes32 userOpHash, uint256 maxCost)
        external
        view
        returns (bytes32 session, uint24 note);

    /// @notice For paymasters: writes a note into the session of {countedBy}; every later operation returns it.
    function setNote(address account, bytes32 userOpHash, uint256 maxCost, uint24 note) external;

    /// @notice For paymasters: the same at any time, for a session that names the caller as its paymaster.
    function setNoteOf(address account, bytes calldata sessionKey, bytes32 rulesHash, uint192 nonceKey, uint24 note)
        external;
}

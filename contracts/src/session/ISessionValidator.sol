// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IERC7579Validator} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";

import {Grant} from "./Grant.sol";

/// @title ISessionValidator
/// @notice ERC-7579 validator for session keys that are limited on chain and live for at most one hour.
///
/// Signature of an operation (ERC-4337 `signature`), first byte is the kind:
/// - `0x00 || uint8 keyLength || sessionKey || sessionSignature`: an operation of an enabled session.
/// - `0x01 || abi.encode(Grant grant, bytes ownerSignature, bytes sessionSignature)`: enables the session and uses it.
/// The session signature is over the `userOpHash`, the owner's over `hashGrant(grant)`.
interface ISessionValidator is IERC7579Validator {
    /// @notice Where a session stands. `None`: never seen. `Revoked` is final, also for a grant that was never enabled.
    enum Status {
        None,
        Enabled,
        Revoked
    }

    /// @notice What is stored of a session; the key itself travels in each signature.
    /// @param paymaster The one paymaster operations must use; zero for none.
    /// @param validAfter Unix seconds, exclusive.
    /// @param duration Seconds from `validAfter` to the last valid second, at most 3600.
    /// @param epoch Epoch of the account at which the session counts.
    /// @param status See {Status}.
    /// @param actionsLeft Calls that may still be authorised.
    /// @param spendLeft Amount that may still be authorised, in the token's smallest unit.
    /// @param gasLeftWei Maximum gas cost that may still be authorised, in wei.
    /// @param nonceKey The session's lane.
    struct Session {
        address paymaster;
        uint40 validAfter;
        uint16 duration;
        uint32 epoch;
        Status status;
        uint32 actionsLeft;
        uint96 spendLeft;
        uint96 gasLeftWei;
        uint192 nonceKey;
    }

    event SessionEnabled(
        address indexed account, bytes32 indexed session, uint48 validUntil, address paymaster, uint192 nonceKey
    );
    event SessionEnded(address indexed account, bytes32 indexed session);
    event EpochRaised(address indexed account, uint32 epoch);

    // Grant refused
    error GrantWrongAccount(address seen, address allowed);
    error GrantWrongEpoch(uint32 seen, uint32 allowed);
    error GrantWindowInvalid(uint48 validAfter, uint48 validUntil, uint48 maxDuration);
    error GrantNotDue(uint48 validAfter, uint256 seen);
    error GrantCapTooLarge(uint256 seen, uint256 max);
    error GrantPermissionCount(uint256 seen, uint256 min, uint256 max);
    error GrantSessionKeyMalformed(bytes seen);
    error GrantOwnerSignatureInvalid(address account, bytes32 grantHash);
    error PermissionTargetForbidden(address target);
    error PermissionDuplicate(address target, bytes4 selector);
    error PermissionBoundCount(uint256 seen, uint256 max);
    error ArgumentNotBoundable(string functionSignature, uint8 argument);
    error ArgumentBoundEmpty(uint8 argument, uint256 min, uint256 max);

    // Session refused
    error ModuleNotInstalled(address account);
    error SessionUnknown(bytes32 session);
    error SessionAlreadyEnabled(bytes32 session);
    error SessionRevoked(bytes32 session);
    error SessionEpochPassed(uint32 seen, uint32 allowed);

    // Operation refused
    error SignatureMalformed(uint256 length);
    error LaneMismatch(uint192 seen, uint192 allowed);
    error PaymasterMismatch(address seen, address allowed);
    error CallDataNotExecute(bytes4 seen, bytes4 allowed);
    error ExecutionModeNotAllowed(bytes32 seen);
    error ExecutionMalformed();
    error CallCountZero();
    error CallTooShort(uint256 index, uint256 length);
    error CallNotPermitted(uint256 index, address target, bytes4 selector);
    error CallValueAboveLimit(uint256 index, uint256 seen, uint256 allowed);
    error CallArgumentMissing(uint256 index, uint256 word, uint256 length);
    error CallArgumentOutOfBounds(uint256 index, uint256 seen, uint256 min, uint256 max);
    error ActionsExceeded(uint256 seen, uint256 allowed);
    error SpendExceeded(uint256 seen, uint256 allowed);
    error GasBudgetExceeded(uint256 seenWei, uint256 allowedWei);
    error SenderNotAccount(address seen, address allowed);

    // Revocation refused
    error RevocationSignatureInvalid(address account, bytes32 session);
    error RevokeAllWrongEpoch(uint32 seen, uint32 allowed);

    /// @notice Longest window of a grant, in seconds: one hour.
    function MAX_DURATION() external view returns (uint48);

    /// @notice Id of a session: keccak256 of the ERC-7913 signer bytes of its key.
    function sessionId(bytes calldata sessionKey) external pure returns (bytes32);

    /// @notice EIP-712 digest that the owner signs to grant.
    function hashGrant(Grant calldata grant) external view returns (bytes32);

    /// @notice EIP-712 digest of `Revoke(address account,bytes32 session)`, signed by the owner or by the session key.
    function hashRevoke(address account, bytes32 session) external view returns (bytes32);

    /// @notice EIP-712 digest of `RevokeAll(address account,uint32 epoch)`, signed by the owner.
    function hashRevokeAll(address account, uint32 epoch) external view returns (bytes32);

    /// @notice Current revocation epoch of an account.
    function epochOf(address account) external view returns (uint32);

    /// @notice What is stored of one session of an account.
    function sessionOf(address account, bytes32 session) external view returns (Session memory);

    /// @notice Enables a session by transaction once its window has begun; anyone may send it. For owners whose ERC-1271 reads foreign storage.
    function enable(Grant calldata grant, bytes calldata ownerSignature) external;

    /// @notice Revokes one session of the calling account, before or after it was enabled.
    function revoke(bytes32 session) external;

    /// @notice Revokes every session and unused grant of the calling account in O(1): epoch + 1.
    function revokeAll() external;

    /// @notice Revokes one session by a signature of the account's owner; anyone may relay it.
    function revokeByOwner(address account, bytes32 session, bytes calldata ownerSignature) external;

    /// @notice Revokes every session by a signature of the account's owner over the current epoch; anyone may relay it.
    function revokeAllByOwner(address account, uint32 epoch, bytes calldata ownerSignature) external;

    /// @notice Revokes one session by a signature of its own key; anyone may relay it. Needs no budget and no lane.
    function revokeBySessionKey(address account, bytes calldata sessionKey, bytes calldata sessionSignature) external;
}

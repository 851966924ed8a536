// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {ERC4337Utils} from "@openzeppelin/contracts/account/utils/ERC4337Utils.sol";
import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";
import {
    IERC7579Module,
    IERC7579Validator,
    MODULE_TYPE_VALIDATOR
} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";

import {CallPolicy} from "./CallPolicy.sol";
import {Grant} from "./Grant.sol";
import {GrantHash} from "./GrantHash.sol";
import {ISessionValidator} from "./ISessionValidator.sol";
import {SignerCheck} from "./SignerCheck.sol";

/// @title SessionValidator
/// @notice ERC-7579 validator for session keys: what the owner signs is what the chain enforces, for at most an hour.
///
/// Security model
/// - The owner may grant (one EIP-712 signature), revoke one session, revoke all. Nobody else can widen anything.
/// - A session key may make the calls that its grant names, within window, value, bounds, action count, spend cap and
///   gas budget, in its own nonce lane, with the one paymaster (or none) that the grant names; and it may end itself.
/// - Refused by construction: calls to the account, to an installed module, to this module or to the EntryPoint;
///   delegatecall, static call, TRY and unknown modes; `executeUserOp`; empty or malformed batches; calldata shorter
///   than a selector; ERC-1271 signatures by a session key; a grant that was used, revoked, or belongs to another
///   epoch, chain, account or module.
/// - Counting happens in validation and is never given back: an operation that reverts has used what it authorised.
/// - Worst case if a session key leaks: the thief authorises, until the hour is over or the owner revokes, whatever is
///   left of `maxActions`, `maxSpend` and `maxGasWei`, in the named functions only.
/// - Operations that were validated before a revocation in the same `handleOps` still execute: ERC-4337 validates a
///   whole bundle first.
///
/// ERC-7562: validation touches storage associated with the sender only (every mapping ends in the account, structs are
/// fixed-size), and no opcode that depends on the block; the window is handed to the EntryPoint.
/// `userOpHash` does not cover `signature`. What travels there is bound otherwise: the session key by its hash, the grant
/// by the owner's signature over all of it.
contract SessionValidator is ISessionValidator, CallPolicy, EIP712 {
    /// @inheritdoc ISessionValidator
    uint48 public constant MAX_DURATION = 1 hours;

    /// @notice Per account. Picture of the word: [ … | installed: 8 | epoch: 32 ].
    struct AccountState {
        uint32 epoch;
        bool installed;
    }

    /// @dev First byte of an operation's signature.
    bytes1 private constant KIND_USE = 0x00;
    bytes1 private constant KIND_ENABLE_AND_USE = 0x01;

    mapping(address account => AccountState) private _accounts;
    mapping(bytes32 session => mapping(address account => Session)) private _sessions;

    /// @param entryPoint The EntryPoint, which sessions may never call.
    constructor(address entryPoint) CallPolicy(entryPoint) EIP712("Hourglass SessionValidator", "1") {}

    // ---------------------------------------------------------------- module

    /// @inheritdoc IERC7579Module
    /// @dev Ignores its data: sessions come from grants only. Raises the epoch, so that nothing signed before counts.
    function onInstall(bytes calldata) external {
        _accounts[msg.sender].installed = true;
        _raiseEpoch(msg.sender);
    }

    /// @inheritdoc IERC7579Module
    /// @dev Ignores its data and deletes nothing: a re-installed module must still know which keys were used.
    function onUninstall(bytes calldata) external {
        _accounts[msg.sender].installed = false;
        _raiseEpoch(msg.sender);
    }

    /// @inheritdoc IERC7579Module
    function isModuleType(uint256 moduleTypeId) external pure returns (bool) {
        return moduleTypeId == MODULE_TYPE_VALIDATOR;
    }

    /// @notice Whether the account has this module installed (ERC-7579 reference interface).
    function isInitialized(address account) external view returns (bool) {
        return _accounts[account].installed;
    }

    /// @inheritdoc IERC7579Validator
    /// @notice A session key never signs messages for the account: no Permit2, no orders, no log-in.
    function isValidSignatureWithSender(address, bytes32, bytes calldata) external pure returns (bytes4) {
        return 0xffffffff;
    }

    /// @inheritdoc IERC7579Validator
    /// @notice Checks an operation against its session and counts it. Only the account itself may ask.
    /// @return validationData ERC-4337: the session's window, and 1 in the lowest bits when a signature is wrong.
    /// A wrong signature takes the same path as a right one, so that gas can be estimated with a stub; every broken
    /// rule reverts with an error of its own.
    function validateUserOp(PackedUserOperation calldata userOp, bytes32 userOpHash) external returns (uint256) {
        require(userOp.sender == msg.sender, SenderNotAccount(userOp.sender, msg.sender));
        bytes calldata signature = userOp.signature;
        require(signature.length >= 2, SignatureMalformed(signature.length));

        bool valid = true;
        bytes memory sessionKey;
        bytes memory sessionSignature;
        if (signature[0] == KIND_USE) {
            uint256 end = 2 + uint256(uint8(signature[1]));
            require(signature.length >= end, SignatureMalformed(signature.length));
            sessionKey = signature[2:end];
            sessionSignature = signature[end:];
        } else {
            require(signature[0] == KIND_ENABLE_AND_USE, SignatureMalformed(signature.length));
            Grant memory grant;
            bytes memory ownerSignature;
            (grant, ownerSignature, sessionSignature) = abi.decode(signature[1:], (Grant, bytes, bytes));
            require(grant.account == msg.sender, GrantWrongAccount(grant.account, msg.sender));
            sessionKey = grant.sessionKey;
            valid = _isSignedByOwner(msg.sender, _hashGrant(grant), ownerSignature);
            _enable(grant);
        }

        bytes32 id = keccak256(sessionKey);
        Session storage session = _sessions[id][msg.sender];
        _checkAndCount(id, session, userOp);
        valid = SignerCheck.isValidKeySignature(sessionKey, userOpHash, sessionSignature) && valid;
        return ERC4337Utils.packValidationData(valid, session.validAfter, session.validAfter + session.duration);
    }

    // ---------------------------------------------------------------- granting

    /// @inheritdoc ISessionValidator
    function enable(Grant calldata grant, bytes calldata ownerSignature) external {
        bytes32 digest = _hashGrant(grant);
        require(
            _isSignedByOwner(grant.account, digest, ownerSignature), GrantOwnerSignatureInvalid(grant.account, digest)
        );
        _enable(grant);
    }

    /// @dev Writes the session. The owner's signature is the caller's to check.
    function _enable(Grant memory grant) private {
        address account = grant.account;
        uint32 epoch = _accounts[account].epoch;
        require(grant.epoch == epoch, GrantWrongEpoch(grant.epoch, epoch));
        require(
            grant.validAfter < grant.validUntil && grant.validUntil - grant.validAfter <= MAX_DURATION
                && grant.validUntil <= type(uint40).max,
            GrantWindowInvalid(grant.validAfter, grant.validUntil, MAX_DURATION)
        );
        // 255: a later operation states the key's length in one byte.
        require(
            SignerCheck.isWellFormed(grant.sessionKey) && grant.sessionKey.length <= type(uint8).max,
            GrantSessionKeyMalformed(grant.sessionKey)
        );

        bytes32 id = keccak256(grant.sessionKey);
        Status status = _sessions[id][account].status;
        require(status != Status.Revoked, SessionRevoked(id));
        require(status == Status.None, SessionAlreadyEnabled(id));
        // The casts are checked above: validUntil fits 40 bits and the duration is at most an hour.
        _sessions[id][account] = Session({
            paymaster: grant.paymaster,
            validAfter: uint40(grant.validAfter),
            duration: uint16(grant.validUntil - grant.validAfter),
            epoch: epoch,
            status: Status.Enabled,
            actionsLeft: grant.maxActions,
            spendLeft: grant.maxSpend,
            gasLeftWei: grant.maxGasWei,
            nonceKey: grant.nonceKey
        });
        _writePermissions(account, id, grant.permissions);
        emit SessionEnabled(account, id, grant.validUntil, grant.paymaster, grant.nonceKey);
    }

    // ---------------------------------------------------------------- checking

    function _checkAndCount(bytes32 id, Session storage session, PackedUserOperation calldata userOp) private {
        Status status = session.status;
        require(status != Status.None, SessionUnknown(id));
        require(status != Status.Revoked, SessionRevoked(id));
        uint32 epoch = _accounts[msg.sender].epoch;
        require(session.epoch == epoch, SessionEpochPassed(session.epoch, epoch));
        require(
            uint192(userOp.nonce >> 64) == session.nonceKey, LaneMismatch(uint192(userOp.nonce >> 64), session.nonceKey)
        );
        address paymaster = ERC4337Utils.paymaster(userOp);
        require(paymaster == session.paymaster, PaymasterMismatch(paymaster, session.paymaster));

        (uint256 actions, uint256 spend) = _checkCalls(msg.sender, id, userOp.callData);
        uint256 gasWei = _maxCost(userOp);
        require(actions <= session.actionsLeft, ActionsExceeded(actions, session.actionsLeft));
        require(spend <= session.spendLeft, SpendExceeded(spend, session.spendLeft));
        require(gasWei <= session.gasLeftWei, GasBudgetExceeded(gasWei, session.gasLeftWei));
        // Each is at most what is left, so the casts cannot cut and the subtractions cannot wrap.
        session.actionsLeft -= uint32(actions);
        session.spendLeft -= uint96(spend);
        session.gasLeftWei -= uint96(gasWei);
    }

    /// @dev The most that the operation can cost, as the EntryPoint computes its prefund, whoever pays. In wei.
    function _maxCost(PackedUserOperation calldata userOp) private pure returns (uint256) {
        uint256 gas = ERC4337Utils.verificationGasLimit(userOp) + ERC4337Utils.callGasLimit(userOp)
            + ERC4337Utils.paymasterVerificationGasLimit(userOp) + ERC4337Utils.paymasterPostOpGasLimit(userOp)
            + userOp.preVerificationGas;
        return gas * ERC4337Utils.maxFeePerGas(userOp);
    }

    /// @dev Asks the account itself. Installed here, it accepts the owner's plain signature (ERC-7739 would wrap it).
    /// A static call, so nothing can re-enter; an account that is not deployed answers nothing, which is "no".
    function _isSignedByOwner(address account, bytes32 digest, bytes memory signature) private view returns (bool) {
        return SignatureChecker.isValidERC1271SignatureNow(account, digest, signature);
    }

    // ---------------------------------------------------------------- revoking

    /// @inheritdoc ISessionValidator
    function revoke(bytes32 session) external {
        _revoke(msg.sender, session);
    }

    /// @inheritdoc ISessionValidator
    function revokeAll() external {
        _raiseEpoch(msg.sender);
    }

    /// @inheritdoc ISessionValidator
    /// @dev Replaying it is harmless: a revoked session stays revoked.
    function revokeByOwner(address account, bytes32 session, bytes calldata ownerSignature) external {
        require(
            _isSignedByOwner(account, hashRevoke(account, session), ownerSignature),
            RevocationSignatureInvalid(account, session)
        );
        _revoke(account, session);
    }

    /// @inheritdoc ISessionValidator
    /// @dev The signature names the epoch that it ends, so it cannot be replayed against later sessions.
    function revokeAllByOwner(address account, uint32 epoch, bytes calldata ownerSignature) external {
        uint32 current = _accounts[account].epoch;
        require(epoch == current, RevokeAllWrongEpoch(epoch, current));
        require(
            _isSignedByOwner(account, hashRevokeAll(account, epoch), ownerSignature),
            RevocationSignatureInvalid(account, bytes32(0))
        );
        _raiseEpoch(account);
    }

    /// @inheritdoc ISessionValidator
    /// @dev Absent check: that the session exists. A key that was never granted can only spoil itself.
    function revokeBySessionKey(address account, bytes calldata sessionKey, bytes calldata sessionSignature) external {
        bytes32 session = keccak256(sessionKey);
        require(
            SignerCheck.isWellFormed(sessionKey)
                && SignerCheck.isValidKeySignature(sessionKey, hashRevoke(account, session), sessionSignature),
            RevocationSignatureInvalid(account, session)
        );
        _revoke(account, session);
    }

    function _revoke(address account, bytes32 session) private {
        _sessions[session][account].status = Status.Revoked;
        emit SessionEnded(account, session);
    }

    function _raiseEpoch(address account) private {
        uint32 epoch = ++_accounts[account].epoch;
        emit EpochRaised(account, epoch);
    }

    // ---------------------------------------------------------------- reading

    /// @inheritdoc ISessionValidator
    function sessionId(bytes calldata sessionKey) external pure returns (bytes32) {
        return keccak256(sessionKey);
    }

    /// @inheritdoc ISessionValidator
    function hashGrant(Grant calldata grant) external view returns (bytes32) {
        return _hashGrant(grant);
    }

    /// @inheritdoc ISessionValidator
    function hashRevoke(address account, bytes32 session) public view returns (bytes32) {
        return _hashTypedDataV4(GrantHash.hashRevoke(account, session));
    }

    /// @inheritdoc ISessionValidator
    function hashRevokeAll(address account, uint32 epoch) public view returns (bytes32) {
        return _hashTypedDataV4(GrantHash.hashRevokeAll(account, epoch));
    }

    /// @inheritdoc ISessionValidator
    function epochOf(address account) external view returns (uint32) {
        return _accounts[account].epoch;
    }

    /// @inheritdoc ISessionValidator
    function sessionOf(address account, bytes32 session) external view returns (Session memory) {
        return _sessions[session][account];
    }

    function _hashGrant(Grant memory grant) private view returns (bytes32) {
        return _hashTypedDataV4(GrantHash.hash(grant));
    }
}

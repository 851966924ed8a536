// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";
import {
    IERC7579Module,
    IERC7579Validator,
    MODULE_TYPE_VALIDATOR
} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";

import {Budget, BudgetLibrary} from "./Budget.sol";
import {CalldataWord} from "./CalldataWord.sol";
import {CallPolicy} from "./CallPolicy.sol";
import {Grant} from "./Grant.sol";
import {GrantHash} from "./GrantHash.sol";
import {ISessionValidator} from "./ISessionValidator.sol";
import {P256Precompile} from "./P256Precompile.sol";
import {SignerCheck} from "./SignerCheck.sol";
import {Terms, TermsLibrary} from "./Terms.sol";

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
    using CalldataWord for bytes;

    /// @inheritdoc ISessionValidator
    uint48 public constant MAX_DURATION = 1 hours;

    /// @notice Per account. Picture of the word: [ … | installed: 8 | epoch: 32 ].
    struct AccountState {
        uint32 epoch;
        bool installed;
    }

    /// @dev A budget as something that can be pointed at, so that its place is hashed once.
    struct BudgetSlot {
        Budget budget;
    }

    /// @dev First byte of an operation's signature.
    uint8 private constant KIND_USE = 0x00;
    uint8 private constant KIND_ENABLE_AND_USE = 0x01;

    /// @dev In `paymasterAndData`, `paymaster (20) || verification gas (16) || post-op gas (16)` stand before the data.
    uint256 private constant PAYMASTER_DATA_AT = 52;

    mapping(address account => AccountState) private _accounts;
    mapping(bytes32 session => mapping(address account => Terms)) private _terms;
    /// @dev Paymaster and lane are in the key, so an operation that names others finds no budget.
    mapping(
        bytes32 session
            => mapping(address paymaster => mapping(uint192 nonceKey => mapping(address account => BudgetSlot)))
    ) private _budgets;
    /// @dev Only for nonce keys that do not begin with this module: the rest fit into the terms.
    mapping(bytes32 session => mapping(address account => uint192)) private _nonceKeys;

    /// @notice The ERC-7913 verifier of WebCrypto's keys. Its answer is foreseen by the precompile where there is one.
    address public immutable P256_VERIFIER;

    /// @param entryPoint The EntryPoint, which sessions may never call.
    /// @param p256Verifier The {P256Sha256Verifier}, whose keys are verified without a call to it where the chain has
    /// P256VERIFY.
    constructor(address entryPoint, address p256Verifier)
        CallPolicy(entryPoint)
        EIP712("Hourglass SessionValidator", "1")
    {
        P256_VERIFIER = p256Verifier;
    }

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

        uint256 head = signature.at(0);
        if (uint8(head >> 248) == KIND_USE) {
            uint256 end = 2 + uint256(uint8(head >> 240));
            require(signature.length >= end, SignatureMalformed(signature.length));
            bytes calldata key = signature[2:end];
            uint256 validUntil = _checkAndCount(keccak256(key), userOp);
            // An enabled session has begun.
            return _validationData(_isSignedBySession(key, userOpHash, signature[end:]), 0, validUntil);
        }
        require(uint8(head >> 248) == KIND_ENABLE_AND_USE, SignatureMalformed(signature.length));
        (Grant memory grant, bytes memory ownerSignature, bytes memory sessionSignature) =
            abi.decode(signature[1:], (Grant, bytes, bytes));
        require(grant.account == msg.sender, GrantWrongAccount(grant.account, msg.sender));
        bool valid = _isSignedByOwner(msg.sender, _hashGrant(grant), ownerSignature);
        _enable(grant);
        uint256 end_ = _checkAndCount(keccak256(grant.sessionKey), userOp);
        valid = SignerCheck.isValidKeySignature(grant.sessionKey, userOpHash, sessionSignature) && valid;
        return _validationData(valid, grant.validAfter, end_);
    }

    /// @dev ERC-4337: `validAfter (6) || validUntil (6) || 20 bytes, of which 1 means a wrong signature`.
    function _validationData(bool valid, uint256 validAfter, uint256 validUntil) private pure returns (uint256) {
        return (validAfter << 208) | (validUntil << 160) | (valid ? 0 : 1);
    }

    /// @dev A key of the P-256 verifier is asked of the precompile first: a yes is a yes, anything else is the
    /// verifier's to say.
    function _isSignedBySession(bytes calldata key, bytes32 hash, bytes calldata signature)
        private
        view
        returns (bool)
    {
        if (key.length == 84 && address(bytes20(key)) == P256_VERIFIER) {
            if (P256Precompile.isValid(key[20:], hash, signature)) return true;
        }
        return SignerCheck.isValidKeySignature(key, hash, signature);
    }

    // ---------------------------------------------------------------- granting

    /// @inheritdoc ISessionValidator
    function enable(Grant calldata grant, bytes calldata ownerSignature) external {
        bytes32 digest = _hashGrant(grant);
        require(
            _isSignedByOwner(grant.account, digest, ownerSignature), GrantOwnerSignatureInvalid(grant.account, digest)
        );
        _enable(grant);
        // As the EntryPoint checks it for an operation that enables: an enabled session has begun, so later operations
        // need to be told of its end only.
        require(block.timestamp > grant.validAfter, GrantNotDue(grant.validAfter, block.timestamp));
    }

    /// @dev Writes the session. The owner's signature is the caller's to check.
    function _enable(Grant memory grant) private {
        address account = grant.account;
        uint32 epoch = _accounts[account].epoch;
        require(grant.epoch == epoch, GrantWrongEpoch(grant.epoch, epoch));
        require(
            grant.validAfter < grant.validUntil && grant.validUntil - grant.validAfter <= MAX_DURATION
                && grant.validUntil <= type(uint32).max,
            GrantWindowInvalid(grant.validAfter, grant.validUntil, MAX_DURATION)
        );
        // 255: a later operation states the key's length in one byte.
        require(
            SignerCheck.isWellFormed(grant.sessionKey) && grant.sessionKey.length <= type(uint8).max,
            GrantSessionKeyMalformed(grant.sessionKey)
        );

        bytes32 id = keccak256(grant.sessionKey);
        Status status = _terms[id][account].status();
        require(status != Status.Revoked, SessionRevoked(id));
        require(status == Status.None, SessionAlreadyEnabled(id));
        require(grant.maxActions <= type(uint16).max, GrantCapTooLarge(grant.maxActions, type(uint16).max));
        require(grant.maxGasWei <= type(uint72).max, GrantCapTooLarge(grant.maxGasWei, type(uint72).max));
        bool hasOwnLane = address(uint160(grant.nonceKey >> 32)) == address(this);
        // The casts are checked above: validUntil fits 32 bits and the duration is at most an hour.
        _terms[id][account] = TermsLibrary.pack(
            hasOwnLane,
            uint32(grant.nonceKey),
            uint16(grant.validUntil - grant.validAfter),
            uint32(grant.validAfter),
            grant.paymaster
        );
        if (!hasOwnLane) _nonceKeys[id][account] = grant.nonceKey;
        _budgets[id][grant.paymaster][grant.nonceKey][account].budget = BudgetLibrary.pack(
            uint32(grant.validUntil), epoch, uint16(grant.maxActions), grant.maxSpend, uint72(grant.maxGasWei)
        );
        _writePermissions(account, id, grant.permissions);
        emit SessionEnabled(account, id, grant.validUntil, grant.paymaster, grant.nonceKey);
    }

    // ---------------------------------------------------------------- checking

    /// @dev Checks an operation against its session and takes from its budget what it authorises. Three words are read,
    /// of which one is written: the account's state, the budget, and the rule of each call.
    /// @return validUntil The session's last second.
    function _checkAndCount(bytes32 id, PackedUserOperation calldata userOp) private returns (uint256 validUntil) {
        bytes calldata sponsorship = userOp.paymasterAndData;
        // Zero when it is empty. Whether it is long enough is the EntryPoint's to check.
        address paymaster = address(bytes20(sponsorship));
        uint192 nonceKey = uint192(userOp.nonce >> 64);
        BudgetSlot storage slot = _budgets[id][paymaster][nonceKey][msg.sender];
        Budget budget = slot.budget;
        if (!budget.isLive()) _refuse(id, paymaster, nonceKey);
        AccountState memory state = _accounts[msg.sender];
        require(budget.epoch() == state.epoch, SessionEpochPassed(budget.epoch(), state.epoch));
        // Uninstalling raises the epoch, so only a grant of the very epoch of the uninstalled time comes here.
        require(state.installed, ModuleNotInstalled(msg.sender));

        (uint256 actions, uint256 spend) = _checkCalls(msg.sender, id, userOp.callData);
        slot.budget = budget.take(actions, spend, _maxCost(userOp, sponsorship));
        return budget.validUntil();
    }

    /// @dev Says why there is no live budget for an operation. Always reverts.
    function _refuse(bytes32 id, address paymaster, uint192 nonceKey) private view {
        Terms terms = _terms[id][msg.sender];
        Status status = terms.status();
        require(status != Status.None, SessionUnknown(id));
        require(status != Status.Revoked, SessionRevoked(id));
        uint192 allowed = _nonceKeyOf(id, msg.sender, terms);
        require(nonceKey == allowed, LaneMismatch(nonceKey, allowed));
        revert PaymasterMismatch(paymaster, terms.paymaster());
    }

    function _nonceKeyOf(bytes32 id, address account, Terms terms) private view returns (uint192) {
        if (!terms.hasOwnLane()) return _nonceKeys[id][account];
        return (uint192(uint160(address(this))) << 32) | terms.lane();
    }

    /// @dev The most that the operation can cost, as the EntryPoint computes its prefund, whoever pays. In wei.
    function _maxCost(PackedUserOperation calldata userOp, bytes calldata sponsorship) private pure returns (uint256) {
        uint256 limits = uint256(userOp.accountGasLimits);
        uint256 paymasterLimits = sponsorship.length < PAYMASTER_DATA_AT ? 0 : sponsorship.at(20);
        uint256 gas;
        // Four numbers of 128 bits.
        unchecked {
            gas = (limits >> 128) + uint128(limits) + (paymasterLimits >> 128) + uint128(paymasterLimits);
        }
        // Checked: `preVerificationGas` has 256 bits here, and a cost that wraps would be a small one.
        return (gas + userOp.preVerificationGas) * uint128(uint256(userOp.gasFees));
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
    /// @dev Absent checks: that the session exists (a key that was never granted can only spoil itself), and that the key is
    /// well formed (nothing signs for one that is not).
    function revokeBySessionKey(address account, bytes calldata sessionKey, bytes calldata sessionSignature) external {
        bytes32 session = keccak256(sessionKey);
        require(
            SignerCheck.isValidKeySignature(sessionKey, hashRevoke(account, session), sessionSignature),
            RevocationSignatureInvalid(account, session)
        );
        _revoke(account, session);
    }

    function _revoke(address account, bytes32 session) private {
        Terms terms = _terms[session][account];
        _terms[session][account] = terms.revoked();
        if (terms.status() == Status.Enabled) {
            uint192 nonceKey = _nonceKeyOf(session, account, terms);
            BudgetSlot storage slot = _budgets[session][terms.paymaster()][nonceKey][account];
            slot.budget = slot.budget.ended();
        }
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
        Terms terms = _terms[session][account];
        uint192 nonceKey = _nonceKeyOf(session, account, terms);
        Budget budget = _budgets[session][terms.paymaster()][nonceKey][account].budget;
        return Session({
            paymaster: terms.paymaster(),
            validAfter: terms.validAfter(),
            duration: terms.duration(),
            epoch: budget.epoch(),
            status: terms.status(),
            actionsLeft: budget.actionsLeft(),
            spendLeft: budget.spendLeft(),
            gasLeftWei: budget.gasLeftWei(),
            nonceKey: nonceKey
        });
    }

    function _hashGrant(Grant memory grant) private view returns (bytes32) {
        return _hashTypedDataV4(GrantHash.hash(grant));
    }
}

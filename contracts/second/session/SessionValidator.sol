// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";
import {
    IERC7579Module,
    IERC7579Validator,
    MODULE_TYPE_VALIDATOR
} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";
import {TransientSlot} from "@openzeppelin/contracts/utils/TransientSlot.sol";

import {Amounts} from "./Amounts.sol";
import {Budget, BudgetLibrary} from "./Budget.sol";
import {CallCheck} from "./CallCheck.sol";
import {GrantReader} from "./GrantReader.sol";
import {ISessionValidator} from "./ISessionValidator.sol";
import {Rules} from "./Rules.sol";
import {Sessions} from "./Sessions.sol";
import {SignerCheck} from "./SignerCheck.sol";
import {Standing, StandingLibrary} from "./Standing.sol";
import {Words} from "./Words.sol";

/// @title SessionValidator
/// @notice ERC-7579 validator for session keys: what the owner signs is what the chain enforces, for a short time.
///
/// Security model
/// - The owner may grant (one EIP-712 signature), revoke one session, revoke all. Nobody else can widen anything.
/// - A session key may make the calls that its grant names, within window, value, conditions, policies, action count, spend
///   cap, gas budget and what its rules count for themselves, in its own nonce lane, with the one paymaster (or none) that the
///   grant names; and it may end itself.
/// - A session is its id: the hash of key, rules, paymaster and lane. An operation carries them all; another key, rule, paymaster
///   or lane finds no word. What is stored is one word (see Budget.sol), and one for each rule that counts for itself.
/// - Refused by construction: calls to the account, to an installed module, to this module or to an EntryPoint; delegatecall,
///   static call, TRY and unknown modes; `executeUserOp`; empty or malformed batches; calldata shorter than a selector; ERC-1271
///   signatures by a session key; a grant that was used, revoked, or belongs to another epoch, chain, account or module.
///   What cannot be known of accounts of others (an adapter that is no module, a validator that is installed by default) is
///   named in docs/lifting.md.
/// - Counting happens in validation and is never given back: an operation that reverts has used what it authorised.
/// - Worst case if a session key leaks: the thief authorises, until the window is over or the owner revokes, whatever is left
///   of the caps, in the named functions only.
/// - Operations that were validated before a revocation in the same `handleOps` still execute: ERC-4337 validates a
///   whole bundle first.
///
/// ERC-7562: validation touches storage associated with the sender only (every mapping ends in the account, values are single
/// words; transient storage the same), and no opcode that depends on the block; windows are handed to the EntryPoint.
/// `userOpHash` does not cover `signature`. What travels there is bound otherwise: key and rules by the session's id, the grant
/// by the owner's signature over all of it; a hint chooses among rules that the owner signed, a time is checked by the EntryPoint.
contract SessionValidator is Sessions, CallCheck {
    using TransientSlot for *;
    using Words for bytes;

    /// @dev Who pays, and in which order: what an operation says by itself of its session.
    struct Lane {
        address paymaster;
        uint192 nonceKey;
    }

    /// @dev First byte of an operation's signature.
    uint256 private constant KIND_USE = 0x00;
    uint256 private constant KIND_ENABLE_AND_USE = 0x01;

    /// @dev Where, in an operation's signature, the hints stand: behind kind and time.
    uint256 private constant HINTS_AT = 5;

    /// @dev In `paymasterAndData`, `paymaster (20) || verification gas (16) || post-op gas (16)` stand before the data.
    uint256 private constant PAYMASTER_DATA_AT = 52;

    /// @inheritdoc ISessionValidator
    uint48 public immutable MAX_DURATION;

    /// @notice Reads grants.
    GrantReader public immutable READER;

    /// @dev Accounts that said so by {onInstall}; one that is born with the module never does.
    mapping(address account => bool) private _isInstalled;

    /// @param name The name that owners see in the domain of what they sign: the deployer's product.
    /// @param maxDuration Longest window of a grant, in seconds.
    /// @param reader Reads grants.
    /// @param p256Verifier The {P256Sha256Verifier}.
    constructor(string memory name, uint48 maxDuration, GrantReader reader, address p256Verifier)
        Sessions(name, p256Verifier)
    {
        require(maxDuration != 0, DurationInvalid(maxDuration));
        MAX_DURATION = maxDuration;
        READER = reader;
    }

    // ---------------------------------------------------------------- module

    /// @inheritdoc IERC7579Module
    /// @dev Ignores its data: sessions come from grants only. Raises the epoch, so that nothing signed before counts. Accounts
    /// may be deployed and install in one validation, which must not read the block.
    function onInstall(bytes calldata) external {
        require(!_isInstalled[msg.sender], ModuleInstalledAlready(msg.sender));
        _isInstalled[msg.sender] = true;
        _raiseEpoch(msg.sender, 0);
    }

    /// @inheritdoc IERC7579Module
    /// @dev Ignores its data and deletes nothing else: a re-installed module must still know which sessions were used.
    function onUninstall(bytes calldata) external {
        _isInstalled[msg.sender] = false;
        _raiseEpoch(msg.sender, blockhash(block.number - 1));
    }

    /// @inheritdoc IERC7579Module
    function isModuleType(uint256 moduleTypeId) external pure returns (bool) {
        return moduleTypeId == MODULE_TYPE_VALIDATOR;
    }

    /// @notice Whether the account has this module installed (ERC-7579 reference interface).
    function isInitialized(address account) external view returns (bool) {
        return StandingLibrary.hasModule(account, MODULE_TYPE_VALIDATOR, address(this));
    }

    /// @inheritdoc IERC7579Validator
    /// @notice A session key never signs messages for the account: no Permit2, no orders, no log-in.
    function isValidSignatureWithSender(address, bytes32, bytes calldata) external pure returns (bytes4) {
        return 0xffffffff;
    }

    /// @inheritdoc IERC7579Validator
    /// @notice Checks an operation against its session and counts it. Only the account itself may ask.
    /// @return ERC-4337 validation data: the window, and 1 in the lowest bits when a signature is wrong.
    /// A wrong signature takes the same path as a right one, so that gas can be estimated with a stub; every broken
    /// rule reverts with an error of its own.
    function validateUserOp(PackedUserOperation calldata userOp, bytes32 userOpHash) external returns (uint256) {
        require(userOp.sender == msg.sender, SenderNotAccount(userOp.sender, msg.sender));
        (bool enables, bool valid, bytes calldata key, bytes calldata rest) =
            _readSignature(userOp.signature, userOpHash);
        // No paymaster: zero. Whether there is enough of it is the EntryPoint's to check.
        address payer = address(bytes20(userOp.paymasterAndData));
        uint192 nonceKey = uint192(userOp.nonce >> 64);
        Check memory check;
        if (enables) {
            bool isOwners = _enable(check, msg.sender, key, Lane(payer, nonceKey), rest);
            bytes32 credit = _checkAndCount(check, userOp, userOpHash, payer);
            if (!isOwners) _forget(check.session, userOp.signature, credit);
            valid = valid && isOwners;
        } else {
            check.rules = rest;
            check.session = sessionId(key, keccak256(check.rules), payer, nonceKey);
            // An enabled session has begun; the periods that its rules count in may not have.
            _checkAndCount(check, userOp, userOpHash, payer);
        }
        // ERC-4337: `validAfter (6) || validUntil (6) || 20 bytes, of which 1 means a wrong signature`.
        return (check.validAfter << 208) | (check.validUntil << 160) | (valid ? 0 : 1);
    }

    /// @return enables A grant is on board.
    /// @return valid Whether the session key signed.
    /// @return key As in {sessionId}.
    /// @return rest What stands behind its signature.
    function _readSignature(bytes calldata signature, bytes32 userOpHash)
        private
        view
        returns (bool enables, bool valid, bytes calldata key, bytes calldata rest)
    {
        uint256 head = signature.at(0);
        enables = head >> 248 == KIND_ENABLE_AND_USE;
        require(
            signature.length > HINTS_AT && (enables || head >> 248 == KIND_USE), SignatureMalformed(signature.length)
        );
        uint256 at;
        unchecked {
            at = HINTS_AT + 1 + (signature.at(HINTS_AT) >> 248);
        }
        (key, at) = _readField(signature, at);
        (rest, at) = _readField(signature, at);
        valid = _isSignedBySession(key, userOpHash, rest);
        rest = signature[at:];
    }

    /// @dev A field that is preceded by its length in one byte. Reverts when it is not within the signature.
    function _readField(bytes calldata signature, uint256 at) private pure returns (bytes calldata field, uint256 end) {
        unchecked {
            end = at + 1 + (signature.at(at) >> 248);
        }
        field = signature[at + 1:end];
    }

    // ---------------------------------------------------------------- granting

    /// @inheritdoc ISessionValidator
    function enable(
        address account,
        bytes calldata key,
        address paymaster,
        uint192 nonceKey,
        bytes calldata packedGrant
    ) external {
        Check memory check;
        bool isOwners = _enable(check, account, key, Lane(paymaster, nonceKey), packedGrant);
        require(isOwners, GrantOwnerSignatureInvalid(account, check.session));
        // As the EntryPoint checks it for an operation that enables: an enabled session has begun, so later operations
        // need to be told of its end only.
        require(block.timestamp > check.validAfter, GrantNotDue(uint48(check.validAfter), block.timestamp));
    }

    /// @dev Writes the session. Fills in the check's rules, session and begin.
    /// @return Whether the account's owner signed. When not, the caller undoes what was written.
    function _enable(
        Check memory check,
        address account,
        bytes calldata key,
        Lane memory lane,
        bytes calldata packedGrant
    ) private returns (bool) {
        bytes memory signer = _signer(key);
        // One key has one form, and so one grant one session: with the verifier's name it would be another. Of a verifier without
        // code, a precompile among them, any signature could be good.
        require(
            SignerCheck.isWellFormed(signer) && address(bytes20(key)) != P256_VERIFIER
                && (key.length == P256_KEY_BYTES || key.length == 20 || address(bytes20(key)).code.length != 0),
            GrantSessionKeyMalformed(key)
        );
        GrantReader.Reading memory grant =
            READER.read(account, keccak256(signer), lane.paymaster, lane.nonceKey, packedGrant);
        check.rules = grant.rules;
        check.validAfter = grant.validAfter;
        check.session = sessionId(key, keccak256(grant.rules), lane.paymaster, lane.nonceKey);
        bool knowsRun = _requireGrantable(account, lane.paymaster, grant);
        _write(account, check.session, grant, knowsRun);
        emit SessionEnabled(account, check.session, key, lane.paymaster, lane.nonceKey, packedGrant[:grant.end]);
        return _isSignedByOwner(account, _hashTypedDataV4(grant.structHash), packedGrant[grant.end:]);
    }

    function _write(address account, bytes32 session, GrantReader.Reading memory grant, bool knowsRun) private {
        BudgetSlot storage slot = _sessions[session][account];
        require(slot.budget.isUnused(), SessionUsedAlready(session));
        slot.budget = BudgetLibrary.pack(
            uint32(grant.validUntil), grant.maxActions, grant.maxSpend, grant.maxGasWei, knowsRun, _number(grant.epoch)
        );
    }

    /// @dev What an account must say and a grant must keep, but for the permissions' own grammar.
    function _requireGrantable(address account, address paymaster, GrantReader.Reading memory grant)
        private
        view
        returns (bool knowsRun)
    {
        bytes32 epoch = epochOf[account];
        require(grant.epoch == epoch && _number(epoch) <= BudgetLibrary.MAX_EPOCH, GrantWrongEpoch(grant.epoch, epoch));
        require(
            Amounts.isWindow(grant.validAfter, grant.validUntil, MAX_DURATION) && grant.validUntil <= type(uint32).max,
            GrantWindowInvalid(grant.validAfter, grant.validUntil, MAX_DURATION)
        );
        // Uninstalling raises the epoch, so it is enough to ask when a session begins.
        Standing memory standing = StandingLibrary.standingOf(account);
        require(standing.isInstalled, ModuleNotInstalled(account));
        // Nothing leaves a confined account: no native coin, and no gas.
        bool isContained = paymaster != address(0) && !Rules.paysValue(grant.rules);
        require(isContained || !standing.isConfined, GrantConfined(account));
        uint256 targets = Rules.targetCount(grant.rules);
        for (uint256 i = 0; i < targets; ++i) {
            address target = Rules.targetAt(grant.rules, i);
            require(standing.mayCall(account, target), PermissionTargetForbidden(target));
        }
        return standing.knowsRun;
    }

    // ---------------------------------------------------------------- checking

    /// @dev Checks an operation against its session and takes from its budget what it authorises. Fills in the check's window.
    /// @return credit What was written for the paymaster, and where; zero: there is none.
    function _checkAndCount(
        Check memory check,
        PackedUserOperation calldata userOp,
        bytes32 userOpHash,
        address paymaster
    ) private returns (bytes32 credit) {
        BudgetSlot storage slot = _sessions[check.session][msg.sender];
        Budget budget = slot.budget;
        require(budget.isLive(_number(epochOf[msg.sender])), SessionNotLive(check.session));
        check.validUntil = budget.validUntil();
        (uint256 actions, uint256 spend) = _checkHintedCalls(check, userOp, budget.knowsRun());
        uint256 maxCost = _maxCost(userOp);
        slot.budget = budget.take(actions, spend, maxCost);
        if (paymaster == address(0)) return 0;
        credit = _credit(msg.sender, paymaster, userOpHash, maxCost);
        credit.asBytes32().tstore(check.session | bytes32(uint256(budget.note())));
    }

    /// @dev A grant that nobody signed leaves nothing, also when the caller ignores the answer. It is taken back only here, so
    /// that gas can be estimated with a stub.
    function _forget(bytes32 session, bytes calldata signature, bytes32 credit) private {
        _sessions[session][msg.sender].budget = Budget.wrap(0);
        (bytes calldata hints,) = _readField(signature, HINTS_AT);
        for (uint256 i = 0; i < hints.length; ++i) {
            _uncount(session, hints.at(i) >> 248);
        }
        if (credit != 0) credit.asBytes32().tstore(0);
        emit SessionEnded(msg.sender, session);
    }

    function _checkHintedCalls(Check memory check, PackedUserOperation calldata userOp, bool knowsRun)
        private
        returns (uint256 actions, uint256 spend)
    {
        bytes calldata signature = userOp.signature;
        check.time = uint32(signature.at(0) >> 216);
        (bytes calldata hints,) = _readField(signature, HINTS_AT);
        return _checkCalls(check, hints, userOp.callData, knowsRun);
    }

    /// @dev The most that the operation can cost, as the EntryPoint computes its prefund, whoever pays. In wei.
    function _maxCost(PackedUserOperation calldata userOp) private pure returns (uint256) {
        bytes calldata sponsorship = userOp.paymasterAndData;
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
}

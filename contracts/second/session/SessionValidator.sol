// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";
import {
    IERC7579Module,
    IERC7579ModuleConfig,
    IERC7579Validator,
    MODULE_TYPE_EXECUTOR,
    MODULE_TYPE_HOOK,
    MODULE_TYPE_VALIDATOR
} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";
import {SlotDerivation} from "@openzeppelin/contracts/utils/SlotDerivation.sol";
import {TransientSlot} from "@openzeppelin/contracts/utils/TransientSlot.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";

import {IRunner} from "../account/IRunner.sol";
import {Amounts} from "./Amounts.sol";
import {Budget, BudgetLibrary} from "./Budget.sol";
import {CallCheck} from "./CallCheck.sol";
import {REVOKE_ALL_TYPEHASH, REVOKE_TYPEHASH} from "./Grant.sol";
import {GrantReader} from "./GrantReader.sol";
import {ISessionValidator} from "./ISessionValidator.sol";
import {P256Precompile} from "./P256Precompile.sol";
import {Rules} from "./Rules.sol";
import {SignerCheck} from "./SignerCheck.sol";
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
contract SessionValidator is ISessionValidator, CallCheck, EIP712 {
    using Words for bytes;
    using SlotDerivation for bytes32;
    using TransientSlot for *;

    /// @dev A budget as something that can be pointed at, so that its place is hashed once.
    struct BudgetSlot {
        Budget budget;
    }

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

    /// @dev A key of this length is one of {P256_VERIFIER}, without its name.
    uint256 private constant P256_KEY_BYTES = 64;

    /// @dev In `paymasterAndData`, `paymaster (20) || verification gas (16) || post-op gas (16)` stand before the data.
    uint256 private constant PAYMASTER_DATA_AT = 52;

    /// @dev The canonical EntryPoints, 0.6 to 0.9: accounts of others may trust any of them.
    address private constant ENTRY_POINT_V06 = 0x5FF137D4b0FDCD49DcA30c7CF57E578a026d2789;
    address private constant ENTRY_POINT_V07 = 0x0000000071727De22E5E9d8BAf0edAc6f37da032;
    address private constant ENTRY_POINT_V08 = 0x4337084D9E255Ff0702461CF8895CE9E3b5Ff108;
    address private constant ENTRY_POINT_V09 = 0x433709009B8330FDa32311DF1C2AFA402eD8D009;

    /// @inheritdoc ISessionValidator
    uint48 public immutable MAX_DURATION;

    /// @notice Reads grants.
    GrantReader public immutable READER;

    /// @notice The ERC-7913 verifier of WebCrypto's keys.
    address public immutable P256_VERIFIER;

    /// @notice Whether this chain has P256VERIFY: then keys of {P256_VERIFIER} are verified without a call to it.
    bool public immutable HAS_P256_PRECOMPILE;

    mapping(address account => bytes32) private _epochs;
    /// @dev Accounts that said so by {onInstall}; one that is born with the module never does.
    mapping(address account => bool) private _isInstalled;
    /// @dev All that is stored of a session.
    mapping(bytes32 session => mapping(address account => BudgetSlot)) private _sessions;

    /// @param name The name that owners see in the domain of what they sign: the deployer's product.
    /// @param maxDuration Longest window of a grant, in seconds.
    /// @param reader Reads grants.
    /// @param p256Verifier The {P256Sha256Verifier}.
    constructor(string memory name, uint48 maxDuration, GrantReader reader, address p256Verifier) EIP712(name, "2") {
        require(maxDuration != 0, DurationInvalid(maxDuration));
        MAX_DURATION = maxDuration;
        READER = reader;
        P256_VERIFIER = p256Verifier;
        HAS_P256_PRECOMPILE = P256Precompile.isThere();
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
        return _isModule(account, MODULE_TYPE_VALIDATOR, address(this));
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
            check.session = _sessionId(key, keccak256(check.rules), payer, nonceKey);
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

    function _signer(bytes calldata key) private view returns (bytes memory) {
        return key.length == P256_KEY_BYTES ? abi.encodePacked(P256_VERIFIER, key) : key;
    }

    /// @dev Where there is the precompile, a key of the P-256 verifier is asked of it first: a yes is a yes, anything else is
    /// the verifier's to say.
    function _isSignedBySession(bytes calldata key, bytes32 hash, bytes calldata signature)
        private
        view
        returns (bool)
    {
        if (HAS_P256_PRECOMPILE && P256Precompile.isValid(key, hash, signature)) return true;
        return SignerCheck.isValidKeySignature(_signer(key), hash, signature);
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
        check.session = _sessionId(key, keccak256(grant.rules), lane.paymaster, lane.nonceKey);
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
        bytes32 epoch = _epochs[account];
        require(grant.epoch == epoch && _number(epoch) <= BudgetLibrary.MAX_EPOCH, GrantWrongEpoch(grant.epoch, epoch));
        require(
            Amounts.isWindow(grant.validAfter, grant.validUntil, MAX_DURATION) && grant.validUntil <= type(uint32).max,
            GrantWindowInvalid(grant.validAfter, grant.validUntil, MAX_DURATION)
        );
        // Uninstalling raises the epoch, so it is enough to ask when a session begins.
        bool isInstalled;
        bool hasOthers;
        bool isConfined;
        (knowsRun, isInstalled, hasOthers, isConfined) = _standing(account);
        require(isInstalled, ModuleNotInstalled(account));
        // Nothing leaves a confined account: no native coin, and no gas.
        require(!isConfined || (paymaster != address(0) && !Rules.paysValue(grant.rules)), GrantConfined(account));
        uint256 targets = Rules.targetCount(grant.rules);
        for (uint256 i = 0; i < targets; ++i) {
            address target = Rules.targetAt(grant.rules, i);
            require(
                !_isForbiddenTarget(account, target, hasOthers)
                    && (!isConfined || IRunner(account).isPlayTarget(target)),
                PermissionTargetForbidden(target)
            );
        }
    }

    /// @dev Of an account that is a {IRunner}; of another, as ERC-7579 says it. Not `try`, here and below: an answer that is
    /// none, or nobody to ask, would make the decoding revert here.
    function _standing(address account)
        private
        view
        returns (bool knowsRun, bool isInstalled, bool hasOthers, bool isConfined)
    {
        (bool success, bytes memory answer) = account.staticcall(abi.encodeCall(IRunner.standing, ()));
        if (success && answer.length == 128 && bytes32(answer) == bytes32(IRunner.standing.selector)) {
            (, isInstalled, hasOthers, isConfined) = abi.decode(answer, (bytes4, bool, bool, bool));
            return (true, isInstalled, hasOthers, isConfined);
        }
        return (false, _isModule(account, MODULE_TYPE_VALIDATOR, address(this)), true, false);
    }

    /// @dev Zero is forbidden because ERC-7579 accounts may take it for themselves. Fallback handlers can only be asked
    /// for by selector and are not looked up here; an account that installs a module later must raise its epoch, as
    /// PlayerAccount does.
    function _isForbiddenTarget(address account, address target, bool hasOthers) private view returns (bool) {
        if (target == address(0) || target == account || target == address(this) || _isEntryPoint(target)) return true;
        return hasOthers
            && (_isModule(account, MODULE_TYPE_VALIDATOR, target)
                || _isModule(account, MODULE_TYPE_EXECUTOR, target)
                || _isModule(account, MODULE_TYPE_HOOK, target));
    }

    function _isEntryPoint(address target) private pure returns (bool) {
        return target == ENTRY_POINT_V08 || target == ENTRY_POINT_V07 || target == ENTRY_POINT_V06
            || target == ENTRY_POINT_V09;
    }

    function _isModule(address account, uint256 moduleType, address target) private view returns (bool) {
        bytes memory question = abi.encodeCall(IERC7579ModuleConfig.isModuleInstalled, (moduleType, target, ""));
        (bool success, bytes memory answer) = account.staticcall(question);
        return success && answer.length >= 32 && bytes32(answer) != 0;
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
        require(budget.isLive(_number(_epochs[msg.sender])), SessionNotLive(check.session));
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

    /// @dev 28 bytes, so that a note fits beside it. The key last: it is the one part that has no fixed length.
    function _sessionId(bytes calldata key, bytes32 rulesHash, address paymaster, uint192 nonceKey)
        private
        pure
        returns (bytes32)
    {
        return bytes32(bytes28(keccak256(abi.encodePacked(rulesHash, paymaster, nonceKey, key))));
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

    /// @dev Asks the account itself. Installed here, it accepts the owner's plain signature (ERC-7739 would wrap it).
    /// A static call, so nothing can re-enter; an account that is not deployed answers nothing, which is "no".
    function _isSignedByOwner(address account, bytes32 digest, bytes memory signature) private view returns (bool) {
        return SignatureChecker.isValidERC1271SignatureNow(account, digest, signature);
    }

    // ---------------------------------------------------------------- for paymasters

    /// @inheritdoc ISessionValidator
    function countedBy(address account, bytes32 userOpHash, uint256 maxCost)
        public
        view
        returns (bytes32 session, uint24 note)
    {
        bytes32 credit = _credit(account, msg.sender, userOpHash, maxCost).asBytes32().tload();
        return (bytes32(bytes28(credit)), uint24(uint256(credit)));
    }

    /// @inheritdoc ISessionValidator
    function setNote(address account, bytes32 userOpHash, uint256 maxCost, uint24 note) external {
        (bytes32 session,) = countedBy(account, userOpHash, maxCost);
        require(session != 0, CreditMissing(account, userOpHash, maxCost));
        BudgetSlot storage slot = _sessions[session][account];
        // A grant that nobody signed left nothing to write into.
        require(!slot.budget.isUnused(), SessionNotLive(session));
        slot.budget = slot.budget.withNote(note);
    }

    /// @inheritdoc ISessionValidator
    function setNoteOf(address account, bytes calldata key, bytes32 rulesHash, uint192 nonceKey, uint24 note) external {
        bytes32 session = _sessionId(key, rulesHash, msg.sender, nonceKey);
        BudgetSlot storage slot = _sessions[session][account];
        Budget budget = slot.budget;
        require(!budget.isUnused(), SessionNotLive(session));
        slot.budget = budget.withNote(note);
    }

    /// @dev What an operation took, for its paymaster to see: `session (28) || note (4)`. Under the account, so that it is
    /// associated with it (ERC-7562: transient storage counts as storage).
    function _credit(address account, address paymaster, bytes32 userOpHash, uint256 maxCost)
        private
        pure
        returns (bytes32)
    {
        return keccak256(abi.encode(paymaster, userOpHash, maxCost)).deriveMapping(account);
    }

    // ---------------------------------------------------------------- revoking

    /// @inheritdoc ISessionValidator
    function revoke(bytes32 session) external {
        _revoke(msg.sender, session);
    }

    /// @inheritdoc ISessionValidator
    function revokeAll() external {
        _raiseEpoch(msg.sender, blockhash(block.number - 1));
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
    function revokeAllByOwner(address account, bytes32 epoch, bytes calldata ownerSignature) external {
        bytes32 current = _epochs[account];
        require(epoch == current, RevokeAllWrongEpoch(epoch, current));
        require(
            _isSignedByOwner(account, hashRevokeAll(account, epoch), ownerSignature),
            RevocationSignatureInvalid(account, bytes32(0))
        );
        _raiseEpoch(account, blockhash(block.number - 1));
    }

    /// @inheritdoc ISessionValidator
    /// @dev Absent check: that the session exists (a key that was never granted can only spoil itself).
    function revokeBySessionKey(
        address account,
        bytes calldata sessionKey,
        bytes32 rulesHash,
        address paymaster,
        uint192 nonceKey,
        bytes calldata sessionSignature
    ) external {
        bytes32 session = _sessionId(sessionKey, rulesHash, paymaster, nonceKey);
        require(
            _isSignedBySession(sessionKey, hashRevoke(account, session), sessionSignature),
            RevocationSignatureInvalid(account, session)
        );
        _revoke(account, session);
    }

    function _revoke(address account, bytes32 session) private {
        // What stands behind the 28 bytes is no part of the id; logs must name the session by its one name.
        session = bytes32(bytes28(session));
        BudgetSlot storage slot = _sessions[session][account];
        slot.budget = slot.budget.ended();
        emit SessionEnded(account, session);
    }

    /// @dev A grant for an epoch to come could be signed today, and would wake when everything else is ended. So an epoch has a
    /// part that nobody knows before it begins.
    /// @param unforeseen Zero where the block must not be read: then the part follows from the epoch before.
    function _raiseEpoch(address account, bytes32 unforeseen) private {
        bytes32 before = _epochs[account];
        uint256 secret = uint256(keccak256(abi.encode(account, before, unforeseen))) >> 32;
        bytes32 epoch = bytes32(((_number(before) + 1) << 224) | secret);
        _epochs[account] = epoch;
        emit EpochRaised(account, epoch);
    }

    function _number(bytes32 epoch) private pure returns (uint256) {
        return uint256(epoch) >> 224;
    }

    // ---------------------------------------------------------------- reading

    /// @inheritdoc ISessionValidator
    function sessionId(bytes calldata sessionKey, bytes32 rulesHash, address paymaster, uint192 nonceKey)
        external
        pure
        returns (bytes32)
    {
        return _sessionId(sessionKey, rulesHash, paymaster, nonceKey);
    }

    /// @inheritdoc ISessionValidator
    function hashRevoke(address account, bytes32 session) public view returns (bytes32) {
        return _hashTypedDataV4(keccak256(abi.encode(REVOKE_TYPEHASH, account, session)));
    }

    /// @inheritdoc ISessionValidator
    function hashRevokeAll(address account, bytes32 epoch) public view returns (bytes32) {
        return _hashTypedDataV4(keccak256(abi.encode(REVOKE_ALL_TYPEHASH, account, epoch)));
    }

    /// @inheritdoc ISessionValidator
    function epochOf(address account) external view returns (bytes32) {
        return _epochs[account];
    }

    /// @inheritdoc ISessionValidator
    function sessionOf(address account, bytes32 session) external view returns (Session memory) {
        Budget budget = _sessions[bytes32(bytes28(session))][account].budget;
        return Session({
            isLive: budget.isLive(_number(_epochs[account])),
            note: budget.note(),
            validUntil: budget.validUntil(),
            actionsLeft: budget.actionsLeft(),
            spendLeft: budget.spendLeft(),
            gasLeftWei: budget.gasLeftWei()
        });
    }
}

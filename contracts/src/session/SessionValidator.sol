// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";
import {
    IERC7579Module,
    IERC7579Validator,
    MODULE_TYPE_VALIDATOR
} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";
import {TransientSlot} from "@openzeppelin/contracts/utils/TransientSlot.sol";

import {Budget} from "./Budget.sol";
import {CallCheck} from "./CallCheck.sol";
import {Counter} from "./Counter.sol";
import {GrantReader} from "./GrantReader.sol";
import {Granting} from "./Granting.sol";
import {Sessions} from "./Sessions.sol";
import {Words} from "./Words.sol";

/// @title SessionValidator
/// @notice ERC-7579 validator for session keys: the chain enforces what the owner signed, for a short time.
/// Security model
/// - The owner may grant (one EIP-712 signature), revoke one session, revoke all. Nobody else can widen anything.
/// - A session key may make the calls that its grant names, within the grant's limits (see Grant.sol), and end its own session.
/// - A session is its id: the hash of key, rules, paymaster and lane. Operations carry all four; others have no {Budget}.
/// - Always refused: calls to the account, to an installed module, to this module or to an EntryPoint (docs/lifting.md says what
///   cannot be known about other vendors' accounts); delegatecall, static call, TRY and unknown modes; `executeUserOp`; empty or
///   malformed batches; calldata shorter than a selector; ERC-1271 signatures by a session key; a grant that was used, revoked,
///   or belongs to another epoch, chain, account or module.
/// - Counting happens in validation and is never given back: an operation that reverts has used what it authorised.
/// - Worst case if a session key leaks: until the window ends or the owner revokes, the thief can authorise whatever is left
///   of the caps, in the named functions only. What was validated before a revocation in the same `handleOps` still executes.
/// - `userOpHash` does not cover `signature`. Its parts are bound in other ways: key and rules by the session's id, the grant by
///   the owner's signature; a hint chooses among rules that the owner signed, and the EntryPoint checks the time.
/// ERC-7562: validation touches only storage associated with the sender (every mapping ends in the account, values are single
/// words; the same for transient storage), and uses no opcode that depends on the block; windows are passed to the EntryPoint.
contract SessionValidator is Granting, CallCheck {
    using TransientSlot for *;
    using Words for bytes;

    /// @dev First byte of an operation's signature that contains a grant; zero: without a grant.
    uint256 private constant ENABLES = 1;

    /// @dev In that signature the hints follow kind and time.
    uint256 private constant HINTS_AT = 5;

    /// @dev Accounts that called {onInstall}; an account that has the module from the start never does.
    mapping(address account => bool) private _isInstalled;

    /// @param name The domain name that owners see in what they sign: the deployer's product.
    /// @param maxDuration Longest window of a grant, in seconds.
    /// @param reader Reads grants.
    /// @param p256Verifier The {P256Sha256Verifier}.
    constructor(string memory name, uint48 maxDuration, GrantReader reader, address p256Verifier)
        Sessions(name, p256Verifier)
        Granting(maxDuration, reader)
    {}

    /// @inheritdoc IERC7579Module
    /// @dev Ignores its data. Raises the epoch, so that older signatures do not count: validation may not read the block.
    function onInstall(bytes calldata) external {
        require(!_isInstalled[msg.sender], ModuleInstalledAlready(msg.sender));
        _isInstalled[msg.sender] = true;
        _raiseEpoch(msg.sender, 0);
    }

    /// @inheritdoc IERC7579Module
    /// @dev Ignores its data and deletes nothing else: after a new install the module must still know which sessions were used.
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
        return _hasModule(account, MODULE_TYPE_VALIDATOR, address(this));
    }

    /// @inheritdoc IERC7579Validator
    /// @notice A session key never signs messages for the account: no Permit2, no orders, no log-in.
    function isValidSignatureWithSender(address, bytes32, bytes calldata) external pure returns (bytes4) {
        return 0xffffffff;
    }

    /// @inheritdoc IERC7579Validator
    /// @notice Checks an operation against its session and counts it. Only the account itself may call it.
    /// @return ERC-4337 validation data: the window, and 1 in the lowest bits when a signature is wrong. A wrong signature takes
    /// the same path as a valid one, so that gas can be estimated with a stub; every broken rule reverts with its own error.
    function validateUserOp(PackedUserOperation calldata userOp, bytes32 userOpHash) external returns (uint256) {
        require(userOp.sender == msg.sender, SenderNotAccount(userOp.sender, msg.sender));
        (bool enables, bool valid, bytes calldata key, bytes calldata rest) =
            _readSignature(userOp.signature, userOpHash);
        address payer = address(bytes20(userOp.paymasterAndData));
        uint192 nonceKey = uint192(userOp.nonce >> 64);
        Check memory check;
        bool isOwners = true;
        if (enables) {
            isOwners = _enable(check, Lane(msg.sender, payer, nonceKey), key, rest);
        } else {
            check.rules = rest;
            check.session = sessionId(key, keccak256(check.rules), payer, nonceKey);
        }
        bytes32 credit = _checkAndCount(check, userOp, userOpHash, payer);
        if (!isOwners) _forget(check.session, userOp.signature, credit);
        // ERC-4337: `validAfter (6) || validUntil (6) || 20 bytes, of which 1 means a wrong signature`.
        return (check.validAfter << 208) | (check.validUntil << 160) | (valid && isOwners ? 0 : 1);
    }

    /// @dev Whether there is a grant, whether the session key signed, that key, and what follows its signature.
    function _readSignature(bytes calldata signature, bytes32 userOpHash)
        private
        view
        returns (bool enables, bool valid, bytes calldata key, bytes calldata rest)
    {
        uint256 kind = signature.at(0) >> 248;
        require(signature.length > HINTS_AT && kind <= ENABLES, SignatureMalformed(signature.length));
        enables = kind == ENABLES;
        uint256 at;
        unchecked {
            at = HINTS_AT + 1 + (signature.at(HINTS_AT) >> 248);
        }
        (key, at) = _readField(signature, at);
        (rest, at) = _readField(signature, at);
        valid = _isSignedByKey(key, userOpHash, rest);
        rest = signature[at:];
    }

    /// @dev Reads a field that has its length in one byte before it. Reverts if it is not within the signature.
    function _readField(bytes calldata signature, uint256 at) private pure returns (bytes calldata field, uint256 end) {
        unchecked {
            end = at + 1 + (signature.at(at) >> 248);
        }
        field = signature[at + 1:end];
    }

    /// @dev Checks an operation against its session and takes what it authorises from the budget. Fills in the check's window.
    /// @return credit What was written for the paymaster, and where; zero: nothing.
    function _checkAndCount(Check memory check, PackedUserOperation calldata userOp, bytes32 hash, address payer)
        private
        returns (bytes32 credit)
    {
        BudgetSlot storage slot = _sessions[check.session][msg.sender];
        Budget budget = slot.budget;
        require(budget.isLive(_number(epochOf[msg.sender])), SessionNotLive(check.session));
        (check.validUntil,,,) = budget.read();
        (uint256 actions, uint256 spend) = _checkHintedCalls(check, userOp, budget.knowsRun());
        uint256 maxCost = _maxCost(userOp);
        slot.budget = budget.take(actions, spend, maxCost);
        if (payer == address(0)) return 0;
        credit = _credit(msg.sender, payer, hash, maxCost);
        credit.asBytes32().tstore(check.session | bytes32(uint256(budget.note())));
    }

    /// @dev Undoes a grant that nobody signed, even if the caller ignores the answer. Done last: gas is estimated with a stub.
    function _forget(bytes32 session, bytes calldata signature, bytes32 credit) private {
        _sessions[session][msg.sender].budget = Budget.wrap(0);
        (bytes calldata hints,) = _readField(signature, HINTS_AT);
        for (uint256 i = 0; i < hints.length; ++i) {
            _counterSlot(session, hints.at(i) >> 248, msg.sender).counter = Counter.wrap(0);
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

    /// @dev The most that the operation can cost, computed like the EntryPoint's prefund, whoever pays. In wei.
    function _maxCost(PackedUserOperation calldata userOp) private pure returns (uint256) {
        bytes calldata sponsorship = userOp.paymasterAndData;
        uint256 limits = uint256(userOp.accountGasLimits);
        // The paymaster is followed by its two limits, 16 bytes each.
        uint256 paymasterLimits = sponsorship.length < 52 ? 0 : sponsorship.at(20);
        uint256 gas;
        // Four numbers of 128 bits.
        unchecked {
            gas = (limits >> 128) + uint128(limits) + (paymasterLimits >> 128) + uint128(paymasterLimits);
        }
        // Checked: `preVerificationGas` has 256 bits here, and a wrapped cost would be small.
        return (gas + userOp.preVerificationGas) * uint128(uint256(userOp.gasFees));
    }
}

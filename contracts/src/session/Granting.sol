// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {
    IERC7579ModuleConfig,
    MODULE_TYPE_EXECUTOR,
    MODULE_TYPE_HOOK,
    MODULE_TYPE_VALIDATOR
} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";

import {IRunner} from "./IRunner.sol";
import {Amounts} from "./Amounts.sol";
import {Budget, BudgetLibrary} from "./Budget.sol";
import {GrantReader} from "./GrantReader.sol";
import {ISessionValidator} from "./ISessionValidator.sol";
import {RuleCheck} from "./RuleCheck.sol";
import {Rules} from "./Rules.sol";
import {Sessions} from "./Sessions.sol";
import {SignerCheck} from "./SignerCheck.sol";

/// @title Granting
/// @notice Begins sessions: checks what the owner signed and what the account reports about itself.
abstract contract Granting is Sessions, RuleCheck {
    /// @dev Who acts, who pays, and in which order: what an operation itself says about its session.
    struct Lane {
        address account;
        address paymaster;
        uint192 nonceKey;
    }

    /// @dev What an account reports about itself; see {IRunner.standing}.
    struct Standing {
        bytes4 magic;
        bool hasSender;
        bool hasOthers;
        bool isConfined;
    }

    /// @dev The canonical EntryPoints, 0.6 to 0.9: accounts by other vendors may trust any of them.
    address private constant ENTRY_POINT_V06 = 0x5FF137D4b0FDCD49DcA30c7CF57E578a026d2789;
    address private constant ENTRY_POINT_V07 = 0x0000000071727De22E5E9d8BAf0edAc6f37da032;
    address private constant ENTRY_POINT_V08 = 0x4337084D9E255Ff0702461CF8895CE9E3b5Ff108;
    address private constant ENTRY_POINT_V09 = 0x433709009B8330FDa32311DF1C2AFA402eD8D009;

    /// @inheritdoc ISessionValidator
    uint48 public immutable MAX_DURATION;

    /// @notice Reads grants.
    GrantReader public immutable READER;

    constructor(uint48 maxDuration, GrantReader reader) {
        require(maxDuration != 0, DurationInvalid(maxDuration));
        MAX_DURATION = maxDuration;
        READER = reader;
    }

    /// @inheritdoc ISessionValidator
    function enable(
        address account,
        bytes calldata key,
        address paymaster,
        uint192 nonceKey,
        bytes calldata packedGrant
    ) external {
        Check memory check;
        bool isOwners = _enable(check, Lane(account, paymaster, nonceKey), key, packedGrant);
        require(isOwners, GrantOwnerSignatureInvalid(account, check.session));
        // The same check as the EntryPoint makes for an operation that enables: later operations report only the end.
        require(block.timestamp > check.validAfter, GrantNotDue(uint48(check.validAfter), block.timestamp));
    }

    /// @dev Writes the session. Fills in rules, session and begin of the check.
    /// @return Whether the account's owner signed. If not, the caller undoes what was written.
    function _enable(Check memory check, Lane memory lane, bytes calldata key, bytes calldata data)
        internal
        returns (bool)
    {
        bytes32 keyHash = keccak256(_requireSigner(key));
        GrantReader.Reading memory grant = READER.read(lane.account, keyHash, lane.paymaster, lane.nonceKey, data);
        check.rules = grant.rules;
        check.validAfter = grant.validAfter;
        check.session = sessionId(key, keccak256(grant.rules), lane.paymaster, lane.nonceKey);
        Budget budget = _budgetOf(lane, grant);
        BudgetSlot storage slot = _sessions[check.session][lane.account];
        require(slot.budget.isUnused(), SessionUsedAlready(check.session));
        slot.budget = budget;
        emit SessionEnabled(lane.account, check.session, key, lane.paymaster, lane.nonceKey, data[:grant.end]);
        return _isSignedByOwner(lane.account, _hashTypedDataV4(grant.structHash), data[grant.end:]);
    }

    /// @dev A key has exactly one form, so that one grant gives one session; with the verifier's name it would be another
    /// session. With a verifier that has no code, such as a precompile, any signature could pass.
    function _requireSigner(bytes calldata key) private view returns (bytes memory signer) {
        signer = _signer(key);
        address verifier = address(bytes20(key));
        bool isKnown = key.length == 64 || key.length == 20 || verifier.code.length != 0;
        bool isSigner = isKnown && verifier != P256_VERIFIER && SignerCheck.isWellFormed(signer);
        require(isSigner, GrantSessionKeyMalformed(key));
    }

    /// @dev Refuses what the account does not allow and what breaks the grant's terms, except the permissions' own grammar.
    function _budgetOf(Lane memory lane, GrantReader.Reading memory grant) private view returns (Budget) {
        (address account, uint48 end) = (lane.account, grant.validUntil);
        bytes32 epoch = epochOf[account];
        require(grant.epoch == epoch && _number(epoch) <= BudgetLibrary.MAX_EPOCH, GrantWrongEpoch(grant.epoch, epoch));
        bool isWindow = Amounts.isWindow(grant.validAfter, end, MAX_DURATION) && end <= type(uint32).max;
        require(isWindow, GrantWindowInvalid(grant.validAfter, end, MAX_DURATION));
        // Uninstalling raises the epoch, so asking once, when a session begins, is enough.
        Standing memory standing = _standingOf(account);
        require(standing.hasSender, ModuleNotInstalled(account));
        // Nothing leaves a confined account: no native coin, and no gas cost.
        bool isContained = lane.paymaster != address(0) && !grant.paysValue;
        require(isContained || !standing.isConfined, GrantConfined(account));
        for (uint256 i = 0; i < uint8(grant.rules[0]); ++i) {
            address target = Rules.targetAt(grant.rules, i);
            require(_mayCall(standing, account, target), PermissionTargetForbidden(target));
        }
        (uint16 actions, uint96 spend, uint64 gasWei) = (grant.maxActions, grant.maxSpend, grant.maxGasWei);
        return BudgetLibrary.pack(uint32(end), actions, spend, gasWei, standing.magic != 0, _number(epoch));
    }

    /// @dev Asks an account that is a {IRunner}; for any other, uses ERC-7579. No `try`, here and below: with a malformed answer,
    /// or no contract to ask, the decoding would revert here.
    function _standingOf(address account) private view returns (Standing memory) {
        (bool success, bytes memory answer) = account.staticcall(abi.encodeCall(IRunner.standing, ()));
        bool isRunner = success && answer.length == 128 && bytes32(answer) == bytes32(IRunner.standing.selector);
        if (isRunner) return abi.decode(answer, (Standing));
        return Standing(0, _hasModule(account, MODULE_TYPE_VALIDATOR, address(this)), true, false);
    }

    /// @dev Zero is forbidden because ERC-7579 accounts may treat it as themselves. Fallback handlers are not looked up; an
    /// account that installs a module later must raise its epoch, as PlayerAccount does.
    function _mayCall(Standing memory standing, address account, address target) private view returns (bool) {
        if (target == address(0) || target == account || target == address(this)) return false;
        if (target == ENTRY_POINT_V08 || target == ENTRY_POINT_V07) return false;
        if (target == ENTRY_POINT_V06 || target == ENTRY_POINT_V09) return false;
        if (standing.isConfined && !IRunner(account).isPlayTarget(target)) return false;
        if (!standing.hasOthers) return true;
        bool isCode =
            _hasModule(account, MODULE_TYPE_VALIDATOR, target) || _hasModule(account, MODULE_TYPE_EXECUTOR, target);
        return !isCode && !_hasModule(account, MODULE_TYPE_HOOK, target);
    }

    function _hasModule(address account, uint256 moduleType, address module) internal view returns (bool) {
        bytes memory question = abi.encodeCall(IERC7579ModuleConfig.isModuleInstalled, (moduleType, module, ""));
        (bool success, bytes memory answer) = account.staticcall(question);
        return success && answer.length >= 32 && bytes32(answer) != 0;
    }
}

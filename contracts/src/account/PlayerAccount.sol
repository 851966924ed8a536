// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Account} from "@openzeppelin/contracts/account/Account.sol";
import {AccountERC7579} from "@openzeppelin/contracts/account/extensions/draft-AccountERC7579.sol";
import {ERC7579Utils} from "@openzeppelin/contracts/account/utils/draft-ERC7579Utils.sol";
import {ERC4337Utils} from "@openzeppelin/contracts/account/utils/ERC4337Utils.sol";
import {IERC7579Validator, MODULE_TYPE_VALIDATOR} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";
import {IEntryPoint, PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";
import {Clones} from "@openzeppelin/contracts/proxy/Clones.sol";
import {ERC1155Holder} from "@openzeppelin/contracts/token/ERC1155/utils/ERC1155Holder.sol";
import {ERC721Holder} from "@openzeppelin/contracts/token/ERC721/utils/ERC721Holder.sol";
import {Errors} from "@openzeppelin/contracts/utils/Errors.sol";
import {LowLevelCall} from "@openzeppelin/contracts/utils/LowLevelCall.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {AbstractSigner} from "@openzeppelin/contracts/utils/cryptography/signers/AbstractSigner.sol";
import {ERC7739} from "@openzeppelin/contracts/utils/cryptography/signers/draft-ERC7739.sol";

import {IRunner, PackedCalls} from "../session/IRunner.sol";
import {Ownership} from "./Ownership.sol";
import {ISessionValidator} from "../session/ISessionValidator.sol";
import {SignerCheck} from "../session/SignerCheck.sol";

/// @title PlayerAccount
/// @notice A player's ERC-7579 smart account with one owner; see {Ownership}. Not upgradable. Holds ERC-721 and ERC-1155 tokens.
/// Security model
/// - The owner may do everything. While the account is confined (see {Ownership}), its owner's operations may only {runTogether}
///   calls of the play targets and revocations, without value, or {changeOwner}; a paymaster must pay for them; the account signs
///   only grants, and those reach only the play targets. So a script that uses the device key can play, and nothing more.
/// - A session key may do what the SessionValidator allows, and nothing to the account itself. Nobody else may do anything.
/// - `isValidSignature` accepts the owner's plain signature only when an installed validator asks (it needs this to check a
///   grant). Everybody else gets ERC-7739, so that no signature can be replayed on another account of the same owner.
/// - Every change of owner and every module that is installed or removed ends every session: an old grant may name a new module.
/// - Worst case if the owner's key leaks: everything, except with a device key. Change the owner, which also ends every session.
/// @dev Deployed by PlayerAccountFactory as a clone that carries its first owner in its code. Has the session module from the
/// start, with no storage write. The first 20 bytes of the nonce key name a validator; if it is not installed, the owner signs.
contract PlayerAccount is AccountERC7579, ERC7739, ERC721Holder, ERC1155Holder, Ownership, IRunner {
    /// @notice Zero: as deployed, with the session module and no other.
    struct Modules {
        bool isWithoutSessions;
        uint248 others;
    }

    /// @dev A clone that carries the play targets in its code: the cheapest list that validation may read.
    address private immutable _PLAY_TARGETS;

    Modules private _modules;

    error AccountConfined(address target, bytes4 selector);

    /// @param sessionValidator The module that accounts have from the start.
    /// @param deviceVerifier The ERC-7913 verifier of device keys.
    /// @param delay How many seconds a change of owner waits.
    /// @param playTargets What confined accounts may call.
    constructor(ISessionValidator sessionValidator, address deviceVerifier, uint48 delay, address[] memory playTargets)
        EIP712("Hourglass PlayerAccount", "2")
        Ownership(delay, deviceVerifier, sessionValidator)
    {
        _PLAY_TARGETS = Clones.cloneWithImmutableArgs(address(this), abi.encode(playTargets));
    }

    /// @inheritdoc Account
    function entryPoint() public pure override returns (IEntryPoint) {
        return ERC4337Utils.ENTRYPOINT_V08;
    }

    /// @inheritdoc AccountERC7579
    function accountId() public pure override returns (string memory) {
        return "hourglass.playeraccount.2.0.0";
    }

    function _checkOwner() internal view override {
        _checkEntryPointOrSelf();
    }

    /// @inheritdoc Account
    /// @dev Asks the session module without checking the list of modules: removing it ends its sessions.
    function validateUserOp(PackedUserOperation calldata userOp, bytes32 userOpHash, uint256 missingAccountFunds)
        public
        override
        onlyEntryPoint
        returns (uint256)
    {
        if (address(uint160(userOp.nonce >> 96)) != address(SESSION_VALIDATOR)) {
            if (isConfined()) _requireContained(userOp);
            return super.validateUserOp(userOp, userOpHash, missingAccountFunds);
        }
        // Same as SESSION_VALIDATOR.validateUserOp(userOp, userOpHash): its arguments are the first two of this function's.
        bytes memory data = abi.encodePacked(IERC7579Validator.validateUserOp.selector, msg.data[4:]);
        (bool success, bytes32 validationData,) = LowLevelCall.callReturn64Bytes(address(SESSION_VALIDATOR), data);
        if (!success) LowLevelCall.bubbleRevert();
        _payPrefund(missingAccountFunds);
        return uint256(validationData);
    }

    /// @notice ERC-1271. An installed validator gets the plain check of the owner's signature, everybody else ERC-7739. While the
    /// account is confined, only the session module gets an answer. A session key cannot sign for the account.
    function isValidSignature(bytes32 hash, bytes calldata signature)
        public
        view
        override(AccountERC7579, ERC7739)
        returns (bytes4)
    {
        if (isModuleInstalled(MODULE_TYPE_VALIDATOR, msg.sender, msg.data[:0])) {
            return _rawSignatureValidation(hash, signature) ? this.isValidSignature.selector : bytes4(0xffffffff);
        }
        return isConfined() ? bytes4(0xffffffff) : ERC7739.isValidSignature(hash, signature);
    }

    function _rawSignatureValidation(bytes32 hash, bytes calldata signature)
        internal
        view
        override(AccountERC7579, AbstractSigner)
        returns (bool)
    {
        return SignerCheck.isValidSignature(owner(), hash, signature);
    }

    /// @inheritdoc AccountERC7579
    function execute(bytes32 mode, bytes calldata executionCalldata) public payable override {
        uint256 before = address(this).balance;
        super.execute(mode, executionCalldata);
        // This also covers a grant that lets a session pay a play target.
        if (address(this).balance < before) require(!isConfined(), AccountConfined(address(0), bytes4(0)));
    }

    /// @inheritdoc IRunner
    function runTogether() external onlyEntryPointOrSelf {
        bytes calldata calls = msg.data[4:];
        address target;
        bytes calldata data;
        for (uint256 at = 0; at < calls.length;) {
            (target, data, at) = PackedCalls.read(calls, at, target);
            if (LowLevelCall.callNoReturn(target, data)) continue;
            // Fails like ERC7579Utils: with the reason of the call, or with FailedCall when there is none.
            if (LowLevelCall.returnDataSize() == 0) revert Errors.FailedCall();
            LowLevelCall.bubbleRevert();
        }
    }

    /// @inheritdoc IRunner
    function isPlayTarget(address target) public view returns (bool) {
        address[] memory targets = abi.decode(Clones.fetchCloneArgs(_PLAY_TARGETS), (address[]));
        for (uint256 i = 0; i < targets.length; ++i) {
            if (targets[i] == target) return true;
        }
        return false;
    }

    /// @dev For an owner's operation, in validation: an account never becomes confined between validation and execution.
    function _requireContained(PackedUserOperation calldata userOp) private view {
        // Whoever makes the operation chooses its cost, and who receives it.
        require(userOp.paymasterAndData.length != 0, AccountConfined(address(entryPoint()), bytes4(0)));
        bytes4 selector = bytes4(userOp.callData);
        if (selector == Ownership.changeOwner.selector || selector == Ownership.release.selector) return;
        require(selector == IRunner.runTogether.selector, AccountConfined(address(this), selector));
        bytes calldata calls = userOp.callData[4:];
        address target;
        bytes calldata data;
        for (uint256 at = 0; at < calls.length;) {
            (target, data, at) = PackedCalls.read(calls, at, target);
            selector = bytes4(data);
            bool isRevocation = target == address(SESSION_VALIDATOR)
                && (selector == ISessionValidator.revoke.selector || selector == ISessionValidator.revokeAll.selector);
            require(isRevocation || isPlayTarget(target), AccountConfined(target, selector));
        }
    }

    /// @inheritdoc IRunner
    function standing() external view returns (bytes4 magic, bool hasSender, bool hasOthers, bool isConfined_) {
        hasSender = isModuleInstalled(MODULE_TYPE_VALIDATOR, msg.sender, msg.data[:0]);
        // To any other module, the session module is "another".
        hasOthers = msg.sender != address(SESSION_VALIDATOR) || _modules.others != 0;
        return (IRunner.standing.selector, hasSender, hasOthers, isConfined());
    }

    /// @inheritdoc AccountERC7579
    /// @dev While the session module is the only one, no list is read.
    function isModuleInstalled(uint256 moduleTypeId, address module, bytes calldata context)
        public
        view
        override
        returns (bool)
    {
        Modules memory modules = _modules;
        if (_isSessions(moduleTypeId, module)) return !modules.isWithoutSessions;
        return modules.others != 0 && super.isModuleInstalled(moduleTypeId, module, context);
    }

    function _isSessions(uint256 moduleTypeId, address module) private view returns (bool) {
        return module == address(SESSION_VALIDATOR) && moduleTypeId == MODULE_TYPE_VALIDATOR;
    }

    function _installModule(uint256 moduleTypeId, address module, bytes memory initData) internal override {
        if (!_isSessions(moduleTypeId, module)) {
            ++_modules.others;
            super._installModule(moduleTypeId, module, initData);
            return SESSION_VALIDATOR.revokeAll();
        }
        require(_modules.isWithoutSessions, ERC7579Utils.ERC7579AlreadyInstalledModule(moduleTypeId, module));
        _modules.isWithoutSessions = false;
        SESSION_VALIDATOR.onInstall(initData);
        emit ModuleInstalled(moduleTypeId, module);
    }

    function _uninstallModule(uint256 moduleTypeId, address module, bytes memory deInitData) internal override {
        if (!_isSessions(moduleTypeId, module)) {
            super._uninstallModule(moduleTypeId, module, deInitData);
            --_modules.others;
            return SESSION_VALIDATOR.revokeAll();
        }
        require(!_modules.isWithoutSessions, ERC7579Utils.ERC7579UninstalledModule(moduleTypeId, module));
        _modules.isWithoutSessions = true;
        SESSION_VALIDATOR.onUninstall(deInitData);
        emit ModuleUninstalled(moduleTypeId, module);
    }
}

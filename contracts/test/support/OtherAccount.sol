// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IAccount, PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";
import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";
import {Execution, IERC7579Module, IERC7579Validator} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";

import {ISessionValidator} from "../../src/session/ISessionValidator.sol";

/// @dev A small ERC-7579 account by another vendor, to prove that SessionValidator does not depend on PlayerAccount.
/// Differences: it does not implement IRunner; the first 20 bytes of every signature name the validator (zero: the owner), and
/// the account removes them before it asks the module; nonce keys have no meaning; its ERC-1271 does not support ERC-7739; it
/// keeps its owner in storage; it decodes executions with Solidity's own decoder. Not for use: it cannot hold tokens, and
/// the module types that it installs have no effect.
contract OtherAccount is IAccount, IERC1271 {
    address public immutable ENTRY_POINT;
    ISessionValidator public immutable SESSIONS;

    bytes private _owner;
    mapping(uint256 moduleType => mapping(address module => bool)) private _installed;

    error CallerNotAllowed(address seen);
    error ModeNotSupported(bytes32 seen);

    modifier onlyEntryPointOrSelf() {
        require(msg.sender == ENTRY_POINT || msg.sender == address(this), CallerNotAllowed(msg.sender));
        _;
    }

    constructor(address entryPoint, ISessionValidator sessions) {
        ENTRY_POINT = entryPoint;
        SESSIONS = sessions;
    }

    receive() external payable {}

    /// @notice The factory calls it on creation; it never replaces an existing owner.
    function initialize(bytes calldata firstOwner) external {
        require(_owner.length == 0, CallerNotAllowed(msg.sender));
        _owner = firstOwner;
        _installed[1][address(SESSIONS)] = true;
        SESSIONS.onInstall("");
    }

    function owner() external view returns (bytes memory) {
        return _owner;
    }

    function setOwner(bytes calldata newOwner) external onlyEntryPointOrSelf {
        _owner = newOwner;
        SESSIONS.revokeAll();
    }

    function isModuleInstalled(uint256 moduleType, address module, bytes calldata) external view returns (bool) {
        return _installed[moduleType][module];
    }

    function installModule(uint256 moduleType, address module, bytes calldata data) external onlyEntryPointOrSelf {
        _installed[moduleType][module] = true;
        IERC7579Module(module).onInstall(data);
        if (module != address(SESSIONS)) SESSIONS.revokeAll();
    }

    function uninstallModule(uint256 moduleType, address module, bytes calldata data) external onlyEntryPointOrSelf {
        _installed[moduleType][module] = false;
        IERC7579Module(module).onUninstall(data);
        if (module != address(SESSIONS)) SESSIONS.revokeAll();
    }

    /// @inheritdoc IAccount
    function validateUserOp(PackedUserOperation calldata userOp, bytes32 userOpHash, uint256 missingAccountFunds)
        external
        returns (uint256 validationData)
    {
        require(msg.sender == ENTRY_POINT, CallerNotAllowed(msg.sender));
        validationData = _validate(userOp, userOpHash);
        if (missingAccountFunds != 0) {
            (bool success,) = ENTRY_POINT.call{value: missingAccountFunds}("");
            success; // the EntryPoint checks what it received
        }
    }

    /// @notice Makes calls encoded as in ERC-7579: one, or a batch; any failure reverts all.
    function execute(bytes32 mode, bytes calldata execution) external payable onlyEntryPointOrSelf {
        if (mode == bytes32(0)) {
            return _call(address(bytes20(execution[:20])), uint256(bytes32(execution[20:52])), execution[52:]);
        }
        require(mode == bytes32(uint256(1) << 248), ModeNotSupported(mode));
        Execution[] memory calls = abi.decode(execution, (Execution[]));
        for (uint256 i = 0; i < calls.length; ++i) {
            _call(calls[i].target, calls[i].value, calls[i].callData);
        }
    }

    /// @notice ERC-1271. A validator that asks gets the owner's signature of the hash itself; for everybody else the owner
    /// signs the hash together with this account (ERC-191, version 0).
    function isValidSignature(bytes32 hash, bytes calldata signature) external view returns (bytes4) {
        if (signature.length < 20) return 0xffffffff;
        address named = address(bytes20(signature));
        if (named != address(0)) {
            if (!_installed[1][named]) return 0xffffffff;
            return IERC7579Validator(named).isValidSignatureWithSender(msg.sender, hash, signature[20:]);
        }
        if (!_installed[1][msg.sender]) hash = keccak256(abi.encodePacked(hex"1900", address(this), hash));
        bool valid = SignatureChecker.isValidSignatureNow(_owner, hash, signature[20:]);
        return valid ? IERC1271.isValidSignature.selector : bytes4(0xffffffff);
    }

    function _validate(PackedUserOperation calldata userOp, bytes32 userOpHash) private returns (uint256) {
        if (userOp.signature.length < 20) return 1;
        address named = address(bytes20(userOp.signature));
        if (named == address(0)) {
            return SignatureChecker.isValidSignatureNow(_owner, userOpHash, userOp.signature[20:]) ? 0 : 1;
        }
        if (!_installed[1][named]) return 1;
        PackedUserOperation memory forModule = userOp;
        forModule.signature = userOp.signature[20:];
        return IERC7579Validator(named).validateUserOp(forModule, userOpHash);
    }

    function _call(address target, uint256 value, bytes memory data) private {
        (bool success, bytes memory reason) = target.call{value: value}(data);
        if (success) return;
        assembly ("memory-safe") {
            revert(add(reason, 0x20), mload(reason))
        }
    }
}

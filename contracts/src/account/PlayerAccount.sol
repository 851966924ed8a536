// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Account} from "@openzeppelin/contracts/account/Account.sol";
import {AccountERC7579} from "@openzeppelin/contracts/account/extensions/draft-AccountERC7579.sol";
import {ERC7579Utils} from "@openzeppelin/contracts/account/utils/draft-ERC7579Utils.sol";
import {ERC4337Utils} from "@openzeppelin/contracts/account/utils/ERC4337Utils.sol";
import {IERC7579Validator, MODULE_TYPE_VALIDATOR} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";
import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";
import {IEntryPoint, PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";
import {Clones} from "@openzeppelin/contracts/proxy/Clones.sol";
import {ERC1155Holder} from "@openzeppelin/contracts/token/ERC1155/utils/ERC1155Holder.sol";
import {ERC721Holder} from "@openzeppelin/contracts/token/ERC721/utils/ERC721Holder.sol";
import {Errors} from "@openzeppelin/contracts/utils/Errors.sol";
import {Calldata} from "@openzeppelin/contracts/utils/Calldata.sol";
import {LowLevelCall} from "@openzeppelin/contracts/utils/LowLevelCall.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {AbstractSigner} from "@openzeppelin/contracts/utils/cryptography/signers/AbstractSigner.sol";
import {ERC7739} from "@openzeppelin/contracts/utils/cryptography/signers/draft-ERC7739.sol";

import {ISessionValidator} from "../session/ISessionValidator.sol";
import {SignerCheck} from "../session/SignerCheck.sol";

/// @title PlayerAccount
/// @notice A player's ERC-7579 smart account with one owner, given as an ERC-7913 signer: an EOA or contract address, a
/// WebAuthn passkey, or a P-256 device key. Not upgradable. Holds ERC-721 and ERC-1155 tokens.
///
/// Security model
/// - The owner may do everything: operations outside a module's nonce keys are checked against the owner's signature.
/// - A session key may do what the SessionValidator lets it, and nothing to the account itself.
/// - Nobody else may do anything; relayers may only carry signatures.
/// - `isValidSignature` takes the owner's plain signature only when an installed validator asks (it needs it to check a
///   grant); everybody else gets ERC-7739, so that no signature is replayed on another account of the same owner.
/// - Every change of owner and every module that comes or goes raises the revocation epoch: no session outlives the
///   circumstances that it was granted in.
/// - Worst case if the owner's key leaks: everything. Change the owner, which ends every session too.
///
/// @dev Deployed by PlayerAccountFactory as a clone that carries its first owner in its code; storage holds an owner
/// only after a change. Routing: the first 20 bytes of the nonce key name a validator; if that is not installed, the
/// owner signs (see AccountERC7579).
contract PlayerAccount is AccountERC7579, ERC7739, ERC721Holder, ERC1155Holder {
    /// @notice The module that is installed at birth.
    ISessionValidator public immutable SESSION_VALIDATOR;

    /// @notice The only caller of {initialize}.
    address public immutable FACTORY;

    /// @dev Empty until the owner changes; the first owner stands in the clone's code.
    bytes private _changedOwner;

    event OwnerChanged(bytes owner);

    error OwnerMalformed(bytes seen);
    error CallerNotFactory(address seen, address allowed);

    /// @param sessionValidator Module that is installed at birth.
    constructor(ISessionValidator sessionValidator) EIP712("Hourglass PlayerAccount", "1") {
        SESSION_VALIDATOR = sessionValidator;
        FACTORY = msg.sender;
    }

    /// @notice Installs the session module. Called once by the factory, in the transaction that makes the clone.
    /// @dev No flag keeps it from a second call: the factory never makes one, and the module set refuses duplicates.
    function initialize() external {
        require(msg.sender == FACTORY, CallerNotFactory(msg.sender, FACTORY));
        _installModule(MODULE_TYPE_VALIDATOR, address(SESSION_VALIDATOR), "");
    }

    /// @notice The owner as an ERC-7913 signer: 20 bytes of an address, or verifier || key.
    function owner() public view returns (bytes memory) {
        bytes memory changed = _changedOwner;
        return changed.length == 0 ? Clones.fetchCloneArgs(address(this)) : changed;
    }

    /// @notice Hands the account to another owner and ends every session. Only the account itself (the owner) may ask.
    /// @param newOwner ERC-7913 signer; not empty, its address not zero.
    function setOwner(bytes calldata newOwner) external onlyEntryPointOrSelf {
        require(SignerCheck.isWellFormed(newOwner), OwnerMalformed(newOwner));
        _changedOwner = newOwner;
        emit OwnerChanged(newOwner);
        SESSION_VALIDATOR.revokeAll();
    }

    /// @inheritdoc Account
    function entryPoint() public pure override returns (IEntryPoint) {
        return ERC4337Utils.ENTRYPOINT_V08;
    }

    /// @inheritdoc AccountERC7579
    function accountId() public pure override returns (string memory) {
        return "hourglass.playeraccount.1.0.0";
    }

    /// @inheritdoc AccountERC7579
    /// @dev One call in default mode, which is most of what is executed, goes without the array of results that nobody
    /// reads here; it is decoded by the same decoder and fails in the same words. Everything else is AccountERC7579's.
    function execute(bytes32 mode, bytes calldata executionCalldata) public payable override onlyEntryPointOrSelf {
        if (mode != bytes32(0)) return super.execute(mode, executionCalldata);
        (address target, uint256 value, bytes calldata data) = ERC7579Utils.decodeSingle(executionCalldata);
        // Zero is the account itself, as in ERC7579Utils.
        address to = target == address(0) ? address(this) : target;
        if (!LowLevelCall.callNoReturn(to, value, data)) _bubbleFailure();
    }

    /// @notice ERC-1271. An installed validator gets the plain check of the owner's signature, everybody else ERC-7739.
    /// Modules are never asked: a session key cannot sign for the account.
    function isValidSignature(bytes32 hash, bytes calldata signature)
        public
        view
        override(AccountERC7579, ERC7739)
        returns (bytes4)
    {
        if (isModuleInstalled(MODULE_TYPE_VALIDATOR, msg.sender, Calldata.emptyBytes())) {
            return _rawSignatureValidation(hash, signature) ? IERC1271.isValidSignature.selector : bytes4(0xffffffff);
        }
        return ERC7739.isValidSignature(hash, signature);
    }

    /// @dev Fails as ERC7579Utils fails: with the reason of the call, or with FailedCall when there is none.
    function _bubbleFailure() private pure {
        if (LowLevelCall.returnDataSize() == 0) revert Errors.FailedCall();
        LowLevelCall.bubbleRevert();
    }

    /// @dev A module that comes ends every session: an old grant may name it as a target.
    function _installModule(uint256 moduleTypeId, address module, bytes memory initData) internal override {
        super._installModule(moduleTypeId, module, initData);
        // The session module raises the epoch by itself when it is the one.
        if (module != address(SESSION_VALIDATOR)) SESSION_VALIDATOR.revokeAll();
    }

    /// @dev A module that goes ends every session, as one that comes does.
    function _uninstallModule(uint256 moduleTypeId, address module, bytes memory deInitData) internal override {
        super._uninstallModule(moduleTypeId, module, deInitData);
        if (module != address(SESSION_VALIDATOR)) SESSION_VALIDATOR.revokeAll();
    }

    /// @dev The session module is asked without a look at the list of modules: it knows by itself whether it is installed
    /// here, and refuses when it is not. Other modules and the owner are routed as AccountERC7579 does.
    function _validateUserOp(PackedUserOperation calldata userOp, bytes32 userOpHash, bytes calldata signature)
        internal
        override
        returns (uint256)
    {
        if (address(uint160(userOp.nonce >> 96)) == address(SESSION_VALIDATOR)) {
            // SESSION_VALIDATOR.validateUserOp(userOp, userOpHash) without decoding and encoding the operation: its
            // arguments are the first two of the three that stand in the calldata of this account's validateUserOp.
            bytes memory data = abi.encodePacked(IERC7579Validator.validateUserOp.selector, msg.data[4:]);
            (bool success, bytes32 validationData,) = LowLevelCall.callReturn64Bytes(address(SESSION_VALIDATOR), data);
            if (!success) LowLevelCall.bubbleRevert();
            return uint256(validationData);
        }
        return super._validateUserOp(userOp, userOpHash, signature);
    }

    /// @dev The owner's signature, in an order of checks that ERC-7562 allows.
    function _rawSignatureValidation(bytes32 hash, bytes calldata signature)
        internal
        view
        override(AccountERC7579, AbstractSigner)
        returns (bool)
    {
        return SignerCheck.isValidSignature(owner(), hash, signature);
    }
}

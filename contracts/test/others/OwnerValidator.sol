// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IERC7579Validator, MODULE_TYPE_VALIDATOR} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";
import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";

/// @dev The owner of accounts that need a validator for it: one address, which signs plain hashes.
contract OwnerValidator is IERC7579Validator {
    mapping(address account => address) public ownerOf;

    function onInstall(bytes calldata owner) external {
        ownerOf[msg.sender] = address(bytes20(owner));
    }

    function onUninstall(bytes calldata) external {
        delete ownerOf[msg.sender];
    }

    function setOwner(address owner) external {
        ownerOf[msg.sender] = owner;
    }

    function isModuleType(uint256 moduleType) external pure returns (bool) {
        return moduleType == MODULE_TYPE_VALIDATOR;
    }

    function isInitialized(address account) external view returns (bool) {
        return ownerOf[account] != address(0);
    }

    function validateUserOp(PackedUserOperation calldata op, bytes32 hash) external view returns (uint256) {
        return _isOwners(hash, op.signature) ? 0 : 1;
    }

    function isValidSignatureWithSender(address, bytes32 hash, bytes calldata signature)
        external
        view
        returns (bytes4)
    {
        return _isOwners(hash, signature) ? this.isValidSignature.selector : bytes4(0xffffffff);
    }

    /// @dev Only needed for its selector.
    function isValidSignature(bytes32, bytes calldata) external pure returns (bytes4) {
        return 0xffffffff;
    }

    function _isOwners(bytes32 hash, bytes calldata signature) private view returns (bool) {
        (address signer,,) = ECDSA.tryRecover(hash, signature);
        return signer != address(0) && signer == ownerOf[msg.sender];
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";
import {IERC7579Validator} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";
import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";

/// @dev A module of any type; as a validator it refuses everything, and it can ask an account by ERC-1271.
contract AnyModule is IERC7579Validator {
    uint256 public immutable TYPE;

    constructor(uint256 moduleType) {
        TYPE = moduleType;
    }

    function onInstall(bytes calldata) external {}

    function onUninstall(bytes calldata) external {}

    function isModuleType(uint256 moduleType) external view returns (bool) {
        return moduleType == TYPE;
    }

    function validateUserOp(PackedUserOperation calldata, bytes32) external pure returns (uint256) {
        return 1;
    }

    function isValidSignatureWithSender(address, bytes32, bytes calldata) external pure returns (bytes4) {
        return IERC1271.isValidSignature.selector;
    }

    /// @dev A call for a fallback handler.
    function play(uint256) external {}

    function ask(address account, bytes32 hash, bytes calldata signature) external view returns (bytes4) {
        return IERC1271(account).isValidSignature(hash, signature);
    }
}

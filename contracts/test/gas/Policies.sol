// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";
import {P256} from "@openzeppelin/contracts/utils/cryptography/P256.sol";

/// @dev Policies for SmartSession, each as cheap as possible: one word for each session and account. They stand in for the
/// published policies, which do the same and cost more.
abstract contract Policy {
    mapping(bytes32 id => mapping(address module => mapping(address account => bytes32))) internal words;

    function initializeWithMultiplexer(address account, bytes32 id, bytes calldata word) external {
        words[id][msg.sender][account] = bytes32(word);
    }

    function supportsInterface(bytes4) external pure returns (bool) {
        return true;
    }

    function isInitialized(address, address, bytes32) external pure returns (bool) {
        return true;
    }
}

/// @dev Policy for operations: the window, which the EntryPoint enforces. The word is ERC-4337's own.
contract WindowPolicy is Policy {
    function checkUserOpPolicy(bytes32 id, PackedUserOperation calldata op) external view returns (uint256) {
        return uint256(words[id][msg.sender][op.sender]);
    }
}

/// @dev Policy for operations: a cap on the total gas cost. The word: `spent (16) || allowed (16)`.
contract GasPolicy is Policy {
    function checkUserOpPolicy(bytes32 id, PackedUserOperation calldata op) external returns (uint256) {
        uint256 word = uint256(words[id][msg.sender][op.sender]);
        uint256 limits = uint256(op.accountGasLimits);
        uint256 gas = (limits >> 128) + uint128(limits) + op.preVerificationGas;
        if (op.paymasterAndData.length >= 52) {
            gas += uint128(bytes16(op.paymasterAndData[20:36])) + uint128(bytes16(op.paymasterAndData[36:52]));
        }
        uint256 spent = (word >> 128) + gas * uint128(uint256(op.gasFees));
        if (spent > uint128(word)) return 1;
        words[id][msg.sender][op.sender] = bytes32((spent << 128) | uint128(word));
        return 0;
    }
}

/// @dev Policy for calls: allows any call of the function that the action names.
contract AnyCallPolicy is Policy {
    function checkAction(bytes32, address, address, uint256, bytes calldata) external pure returns (uint256) {
        return 0;
    }
}

/// @dev Policy for calls: a maximum number. The word: `made (16) || allowed (16)`.
contract CountPolicy is Policy {
    function checkAction(bytes32 id, address account, address, uint256, bytes calldata) external returns (uint256) {
        uint256 word = uint256(words[id][msg.sender][account]);
        if (word >> 128 >= uint128(word)) return 1;
        words[id][msg.sender][account] = bytes32(word + (1 << 128));
        return 0;
    }
}

/// @dev Checks a session key as we do: P-256 over SHA-256, by the precompile.
contract P256Key {
    function validateSignatureWithData(bytes32 hash, bytes calldata signature, bytes calldata key)
        external
        view
        returns (bool)
    {
        return P256.verifyNative(
            sha256(abi.encodePacked(hash)), bytes32(signature), bytes32(signature[32:]), bytes32(key), bytes32(key[32:])
        );
    }

    function supportsInterface(bytes4) external pure returns (bool) {
        return true;
    }

    function isModuleType(uint256) external pure returns (bool) {
        return true;
    }

    function isInitialized(address) external pure returns (bool) {
        return true;
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @dev Code with exactly one fault, which otherwise answers correctly, so that only the fault can be caught. Written
/// in opcodes, because a compiler cannot express most of these faults.
library PlantedCode {
    /// @param fault Opcodes that leave the stack unchanged.
    /// @param answer What to return; whole words.
    function answering(bytes memory fault, bytes memory answer) internal pure returns (bytes memory code) {
        code = fault;
        for (uint256 at = 0; at < answer.length; at += 32) {
            bytes32 word;
            assembly ("memory-safe") {
                word := mload(add(add(answer, 0x20), at))
            }
            code = abi.encodePacked(code, hex"7f", word, hex"61", uint16(at), hex"52"); // PUSH32 PUSH2 MSTORE
        }
        code = abi.encodePacked(code, hex"61", uint16(answer.length), hex"5ff3"); // PUSH2 PUSH0 RETURN
    }

    /// @dev Calls and ignores the answer.
    function call(address to, uint256 value, bytes4 selector, uint256 argument) internal pure returns (bytes memory) {
        bytes memory store = abi.encodePacked(hex"7f", bytes32(selector), hex"5f527f", argument, hex"600452");
        return abi.encodePacked(store, hex"5f5f60245f7f", value, hex"73", to, hex"5af150");
    }

    /// @dev Calls without data.
    function callEmpty(address to, uint256 value) internal pure returns (bytes memory) {
        return abi.encodePacked(hex"5f5f5f5f7f", value, hex"73", to, hex"5af150");
    }

    /// @dev Reads the slot `keccak256(owner || word) + offset`.
    function loadAssociated(address owner, uint256 word, uint256 offset) internal pure returns (bytes memory) {
        bytes memory store = abi.encodePacked(hex"73", owner, hex"5f527f", word, hex"602052");
        return abi.encodePacked(store, hex"60405f20", hex"7f", offset, hex"015450"); // KECCAK256 PUSH32 ADD SLOAD POP
    }

    function load(uint256 slot) internal pure returns (bytes memory) {
        return abi.encodePacked(hex"7f", slot, hex"5450");
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title Words
/// @notice Reads words out of bytes. `Assembly.t.sol` holds both functions against the Solidity that they stand for.
library Words {
    /// @notice The word at a byte position of calldata. The caller has checked that it is within the data: what stands behind
    /// its end belongs to somebody else.
    /// @dev Stands for `uint256(bytes32(data[position:position + 32]))`, which checks the bounds again, twice: about 120
    /// gas for each word, and an operation reads a dozen.
    function at(bytes calldata data, uint256 position) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := calldataload(add(data.offset, position))
        }
    }

    /// @notice The word at a byte position of memory. The caller takes from it only what is within the data.
    /// @dev Stands for `uint256(bytes32(Bytes.slice(data, position, position + 32)))`, which copies.
    function word(bytes memory data, uint256 position) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := mload(add(add(data, 0x20), position))
        }
    }
}

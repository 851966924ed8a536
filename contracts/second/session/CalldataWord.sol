// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title CalldataWord
/// @notice Reads words out of calldata.
library CalldataWord {
    /// @notice The word at a byte position. The caller has checked that it is within the data: what stands behind its end
    /// belongs to somebody else.
    /// @dev Stands for `uint256(bytes32(data[position:position + 32]))`, which checks the bounds again, twice: about 120
    /// gas for each word, and an operation reads a dozen. `Assembly.t.sol` holds it against that.
    function at(bytes calldata data, uint256 position) internal pure returns (uint256 word) {
        assembly ("memory-safe") {
            word := calldataload(add(data.offset, position))
        }
    }
}

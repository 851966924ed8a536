// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IEntryPoint} from "@account-abstraction/contracts/interfaces/IEntryPoint.sol";

/// @notice Finds out why the EntryPoint refused a bundle.
abstract contract RefusalReader {
    /// @notice The selector of the inner error, or the EntryPoint's message when there is none.
    function reasonOf(bytes calldata refusal) external pure returns (bytes memory) {
        if (bytes4(refusal) == IEntryPoint.FailedOpWithRevert.selector) {
            (,, bytes memory inner) = abi.decode(refusal[4:], (uint256, string, bytes));
            return abi.encodePacked(bytes4(inner));
        }
        if (bytes4(refusal) != IEntryPoint.FailedOp.selector) return refusal;
        (, string memory message) = abi.decode(refusal[4:], (uint256, string));
        return bytes(message);
    }
}

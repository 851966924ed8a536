// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Words} from "./Words.sol";

/// @notice Accounts that accept several calls without the ABI's padding, and that report their state to a session module.
interface IRunner {
    /// @notice Makes the calls that follow the selector, packed as in {PackedCalls}: all or none, without value.
    function runTogether() external;

    /// @notice A session module calls this once, before a session begins.
    /// @return magic The selector of this function: an account whose fallback answers every call does not return it.
    /// @return hasSender Whether the module that asks is installed.
    /// @return hasOthers Whether another module is installed.
    /// @return isConfined Whether its calls may reach only {isPlayTarget}, and must be paid by a paymaster.
    function standing() external view returns (bytes4 magic, bool hasSender, bool hasOthers, bool isConfined);

    /// @notice Whether a contract may be called even while nothing may leave the account.
    function isPlayTarget(address target) external view returns (bool);
}

/// @title PackedCalls
/// @notice The one decoder of {IRunner.runTogether}, for account and module.
/// Layout of a call: [ other target: 1 bit | length: 15 bits | target: 160 bits, if other | data: length bytes ].
library PackedCalls {
    using Words for bytes;

    /// @notice Reads one call, given the target of the previous one. Reverts if it does not end within the calls.
    function read(bytes calldata calls, uint256 at, address before)
        internal
        pure
        returns (address target, bytes calldata data, uint256 end)
    {
        uint256 head = calls.at(at);
        // The numbers have 15 bits or are positions in calldata.
        unchecked {
            at += 2;
            target = before;
            uint256 length = head >> 240;
            if (length > 0x7fff) {
                target = address(uint160(head >> 80));
                length &= 0x7fff;
                at += 20;
            }
            end = at + length;
        }
        data = calls[at:end];
    }
}

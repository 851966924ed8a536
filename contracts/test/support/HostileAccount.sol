// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";

/// @dev An account of a hostile make: it validates everything, and burns, reverts or returns as its calldata says.
contract HostileAccount {
    function validateUserOp(PackedUserOperation calldata, bytes32, uint256) external pure returns (uint256) {
        return 0;
    }

    function rest() external {}

    function burn() external view {
        uint256 floor = gasleft() / 64;
        while (gasleft() > floor) {}
    }

    function fail(uint256 length) external pure {
        assembly ("memory-safe") {
            revert(mload(0x40), length)
        }
    }

    /// @dev All gas at once.
    function explode() external pure {
        assembly ("memory-safe") {
            invalid()
        }
    }
}

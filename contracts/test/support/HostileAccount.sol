// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IAccount, PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";

/// @dev What a hostile owner may use as an account: everything is valid, in every lane, and it calls, burns gas, reverts
/// or returns as its calldata says.
contract HostileAccount is IAccount {
    function validateUserOp(PackedUserOperation calldata, bytes32, uint256) external pure returns (uint256) {
        return 0;
    }

    function rest() external {}

    function call(address target, bytes calldata data) external {
        (bool success,) = target.call(data);
        require(success, "refused");
    }

    function burn() external view {
        uint256 floor = gasleft() / 64;
        while (gasleft() > floor) {}
    }

    function fail(uint256 length) external pure {
        assembly ("memory-safe") {
            revert(mload(0x40), length)
        }
    }

    /// @dev Burns all gas at once.
    function explode() external pure {
        assembly ("memory-safe") {
            invalid()
        }
    }
}

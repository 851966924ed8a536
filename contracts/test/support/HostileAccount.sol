// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IAccount, PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";

/// @dev What a hostile owner may put behind an account: everything is valid, in every lane, and does anything.
contract HostileAccount is IAccount {
    function validateUserOp(PackedUserOperation calldata, bytes32, uint256) external pure returns (uint256) {
        return 0;
    }

    function call(address target, bytes calldata data) external {
        (bool success,) = target.call(data);
        require(success, "refused");
    }
}

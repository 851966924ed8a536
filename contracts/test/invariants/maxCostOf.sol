// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";

/// @notice The EntryPoint's prefund: the most that an operation can cost, in wei, whoever pays.
function maxCostOf(PackedUserOperation memory op) pure returns (uint256) {
    uint256 gas = uint128(bytes16(op.accountGasLimits)) + uint128(uint256(op.accountGasLimits)) + op.preVerificationGas;
    bytes memory data = op.paymasterAndData;
    if (data.length != 0) {
        // Behind the paymaster's address: two limits of 16 bytes.
        uint256 limits;
        assembly ("memory-safe") {
            limits := mload(add(data, 52))
        }
        gas += (limits >> 128) + uint128(limits);
    }
    return gas * uint128(uint256(op.gasFees));
}

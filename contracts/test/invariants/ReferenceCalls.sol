// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Execution} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";

/// @notice What an account would do on `execute(bytes32,bytes)`, read with Solidity's own decoder: a second opinion on
/// CallPolicy, which decodes by hand.
contract ReferenceCalls {
    error NotPermitted(bytes4 selector, bytes32 mode);

    function decode(bytes calldata callData) external view returns (Execution[] memory calls) {
        (bytes32 mode, bytes memory execution) = abi.decode(callData[4:], (bytes32, bytes));
        bool isBatch = mode == bytes32(bytes1(0x01));
        require(
            bytes4(callData) == bytes4(keccak256("execute(bytes32,bytes)")) && (isBatch || mode == 0),
            NotPermitted(bytes4(callData), mode)
        );
        if (isBatch) return abi.decode(execution, (Execution[]));
        calls = new Execution[](1);
        calls[0] = this.split(execution);
    }

    /// @dev By an external call, since only calldata can be sliced.
    function split(bytes calldata execution) external pure returns (Execution memory) {
        return Execution(address(bytes20(execution[:20])), uint256(bytes32(execution[20:52])), execution[52:]);
    }

    /// @notice The selector of a call and its argument at a position counted from 0.
    function read(bytes calldata data, uint256 position) external pure returns (bytes4, uint256) {
        return (bytes4(data[:4]), uint256(bytes32(data[4 + position * 32:36 + position * 32])));
    }
}

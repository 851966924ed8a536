// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {FunctionSignature, Place} from "../../src/session/FunctionSignature.sol";

/// @dev The library, one call deeper, so that its errors can be expected.
contract Parser {
    function selectorOf(string memory text) external pure returns (bytes4) {
        return FunctionSignature.selectorOf(text);
    }

    function locate(string memory text, string memory path) external pure returns (Place memory) {
        return FunctionSignature.locate(text, path);
    }

    /// @dev The caller chooses what follows the text in memory.
    function selectorBefore(bytes memory text, bytes memory behind) external pure returns (bytes4) {
        uint256 length = text.length;
        bytes memory whole = bytes.concat(text, behind);
        assembly ("memory-safe") {
            mstore(whole, length)
        }
        return FunctionSignature.selectorOf(string(whole));
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Arguments, FunctionSignature} from "../../src/session/FunctionSignature.sol";

/// @dev The library in a contract of its own, so that tests meet it as it is deployed and not as a copy in themselves.
contract FunctionParser {
    /// @dev One argument, unpacked.
    struct Argument {
        FunctionSignature.Kind kind;
        uint16 word;
    }

    function parse(string memory text) external pure returns (bytes4 selector, Argument[] memory arguments) {
        uint256 count;
        Arguments packed;
        (selector, count, packed) = FunctionSignature.parse(text);
        arguments = new Argument[](count);
        for (uint256 i = 0; i < count; ++i) {
            (arguments[i].kind, arguments[i].word) = FunctionSignature.argumentAt(packed, i);
        }
    }
}

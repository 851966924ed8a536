// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {FunctionSignature} from "../../src/session/FunctionSignature.sol";

/// @dev The library in a contract of its own, so that tests meet it as it is deployed and not as a copy in themselves.
contract FunctionParser {
    function parse(string memory text)
        external
        pure
        returns (bytes4 selector, FunctionSignature.Argument[] memory arguments)
    {
        return FunctionSignature.parse(text);
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Test} from "forge-std/Test.sol";

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

/// @dev Tests of the parser build on this.
abstract contract ParserTest is Test {
    FunctionParser internal parser;

    function setUp() public virtual {
        parser = FunctionParser(vm.deployCode("FunctionParser.sol:FunctionParser"));
    }
}

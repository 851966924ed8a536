// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Test} from "forge-std/Test.sol";

import {FunctionParser} from "./FunctionParser.sol";

/// @dev Tests of the parser build on this.
abstract contract ParserTest is Test {
    FunctionParser internal parser;

    function setUp() public virtual {
        parser = FunctionParser(vm.deployCode("FunctionParser.sol:FunctionParser"));
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Artifacts} from "./Artifacts.sol";
import {FunctionParser} from "./FunctionParser.sol";

/// @dev Tests of the parser build on this.
abstract contract ParserTest is Artifacts {
    FunctionParser internal parser;

    function setUp() public virtual {
        parser = FunctionParser(vm.deployCode(testArtifact("FunctionParser")));
    }
}

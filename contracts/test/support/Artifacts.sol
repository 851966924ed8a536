// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Test} from "forge-std/Test.sol";

/// @dev Where tests find the contracts that they deploy: what is deployed in the world too, and not a second build.
abstract contract Artifacts is Test {
    /// @dev ARTIFACTS names another build: one with a planted fault, or one for coverage.
    function artifact(string memory name) internal view returns (string memory) {
        string memory out = vm.envOr("ARTIFACTS", string("contracts/out/release"));
        return string.concat(out, "/", name, ".sol/", name, ".json");
    }
}

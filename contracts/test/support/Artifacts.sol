// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Test} from "forge-std/Test.sol";

/// @dev Where tests find the contracts that they deploy: what is deployed in the world too, and not a second build.
abstract contract Artifacts is Test {
    /// @dev ARTIFACTS names another build: one with a planted fault, or one for coverage.
    function artifact(string memory name) internal view returns (string memory) {
        return _artifactIn("contracts/out/release", name);
    }

    /// @dev A contract of the tests themselves, which is no part of what is deployed.
    function testArtifact(string memory name) internal view returns (string memory) {
        return _artifactIn("contracts/out", name);
    }

    function _artifactIn(string memory folder, string memory name) private view returns (string memory) {
        return string.concat(vm.envOr("ARTIFACTS", folder), "/", name, ".sol/", name, ".json");
    }
}

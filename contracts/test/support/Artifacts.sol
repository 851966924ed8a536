// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Test} from "forge-std/Test.sol";
import {VmSafe} from "forge-std/Vm.sol";

/// @dev Where tests find the contracts that they deploy: the same build that is deployed elsewhere, not a second one. Names are
/// literals where they are used: scripts/mutants/project.ts reads from them which tests can kill which mutants.
abstract contract Artifacts is Test {
    string private constant RELEASE = "contracts/out/release";

    /// @dev ARTIFACTS names another build: one with a planted fault.
    function artifact(string memory name) internal view returns (string memory) {
        return _artifactIn(RELEASE, name);
    }

    /// @dev A contract of the tests themselves, which is not deployed anywhere else.
    function testArtifact(string memory name) internal view returns (string memory) {
        return _artifactIn("contracts/out", name);
    }

    /// @dev OpenZeppelin's contract, which is never mutated or measured: from the release build in every run. Its code does
    /// not compile without the optimiser, and measuring coverage runs without it.
    function deployWebAuthnVerifier() internal returns (address) {
        return vm.deployCode(_fileIn(RELEASE, "ERC7913WebAuthnVerifier"));
    }

    /// @dev While coverage is measured, by name: forge instruments code in memory and writes no artifact.
    /// COVERAGE_UNMEASURED names the one contract that such a run could not compile.
    function _artifactIn(string memory folder, string memory name) private view returns (string memory) {
        if (!vm.isContext(VmSafe.ForgeContext.Coverage)) return _fileIn(vm.envOr("ARTIFACTS", folder), name);
        bool isMeasured = keccak256(bytes(vm.envOr("COVERAGE_UNMEASURED", string("")))) != keccak256(bytes(name));
        return isMeasured ? string.concat(name, ".sol:", name) : _fileIn(folder, name);
    }

    function _fileIn(string memory folder, string memory name) private pure returns (string memory) {
        return string.concat(folder, "/", name, ".sol/", name, ".json");
    }
}

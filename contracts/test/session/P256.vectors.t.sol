// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IERC7913SignatureVerifier} from "@openzeppelin/contracts/interfaces/IERC7913.sol";
import {P256} from "@openzeppelin/contracts/utils/cryptography/P256.sol";

import {P256Sha256Verifier} from "../../src/session/P256Sha256Verifier.sol";
import {Artifacts} from "../support/Artifacts.sol";

/// @dev NIST's vectors and edges of our own (vectors/README.md), through the check that the verifier makes and, where the
/// message has 32 bytes, through the verifier. With the precompile; the contract below does without.
contract P256VectorsTest is Artifacts {
    /// @dev Columns of a file, by row.
    struct Vectors {
        string[] what;
        bool[] valid;
        bytes32[] message;
        bytes32[] digest;
        bytes32[] r;
        bytes32[] s;
        bytes32[] x;
        bytes32[] y;
    }

    P256Sha256Verifier private _verifier;

    function setUp() public virtual {
        _verifier = P256Sha256Verifier(vm.deployCode(artifact("P256Sha256Verifier")));
    }

    function test_edges() public view {
        assertGt(_run("edges"), 40, "of messages of 32 bytes, through the verifier");
    }

    function test_nist() public view {
        assertEq(_run("nist"), 0, "messages of NIST have other lengths");
    }

    /// @dev Valid and low is accepted; valid and high is refused, and accepted when its s is flipped; the rest is refused.
    function _run(string memory name) private view returns (uint256 throughVerifier) {
        Vectors memory all = _read(name);
        assertGt(all.what.length, 50, "rows");
        for (uint256 i = 0; i < all.what.length; ++i) {
            bool isHigh = uint256(all.s[i]) > P256.N / 2;
            assertEq(_core(all, i, all.s[i]), all.valid[i] && !isHigh, all.what[i]);
            if (all.valid[i] && isHigh) {
                bytes32 flipped = bytes32(P256.N - uint256(all.s[i]));
                assertTrue(_core(all, i, flipped), string.concat(all.what[i], ", flipped"));
            }
            if (all.message[i] == 0) continue;
            ++throughVerifier;
            assertEq(sha256(abi.encodePacked(all.message[i])), all.digest[i], "digest");
            assertEq(_whole(all, i), all.valid[i] && !isHigh, string.concat(all.what[i], ", through the verifier"));
        }
    }

    function _core(Vectors memory all, uint256 i, bytes32 s) private view returns (bool) {
        return P256.verify(all.digest[i], all.r[i], s, all.x[i], all.y[i]);
    }

    function _whole(Vectors memory all, uint256 i) private view returns (bool) {
        bytes memory key = abi.encodePacked(all.x[i], all.y[i]);
        bytes4 answer = _verifier.verify(key, all.message[i], abi.encodePacked(all.r[i], all.s[i]));
        assertTrue(answer == IERC7913SignatureVerifier.verify.selector || answer == 0xffffffff, "one of two answers");
        return answer == IERC7913SignatureVerifier.verify.selector;
    }

    function _read(string memory name) private view returns (Vectors memory) {
        string memory json = vm.readFile(string.concat("contracts/test/session/vectors/p256-", name, ".json"));
        return Vectors({
            what: vm.parseJsonStringArray(json, ".what"),
            valid: vm.parseJsonBoolArray(json, ".valid"),
            message: vm.parseJsonBytes32Array(json, ".message"),
            digest: vm.parseJsonBytes32Array(json, ".digest"),
            r: vm.parseJsonBytes32Array(json, ".r"),
            s: vm.parseJsonBytes32Array(json, ".s"),
            x: vm.parseJsonBytes32Array(json, ".x"),
            y: vm.parseJsonBytes32Array(json, ".y")
        });
    }
}

/// @dev A chain without the precompile.
contract P256VectorsInSolidityTest is P256VectorsTest {
    function setUp() public override {
        super.setUp();
        vm.mockCall(address(0x100), bytes(""), bytes(""));
    }
}

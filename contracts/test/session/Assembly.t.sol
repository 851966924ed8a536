// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {P256} from "@openzeppelin/contracts/utils/cryptography/P256.sol";
import {Test} from "forge-std/Test.sol";

import {P256Precompile} from "../../src/session/P256Precompile.sol";
import {Words} from "../../src/session/Words.sol";

/// @dev Compares the assembly with the Solidity that it replaces.
contract AssemblyTest is Test {
    function testFuzz_calldataWord_isTheSlice(bytes calldata data, uint256 position) public pure {
        vm.assume(data.length >= 32);
        position = bound(position, 0, data.length - 32);
        assertEq(Words.at(data, position), uint256(bytes32(data[position:position + 32])), "same word");
    }

    function testFuzz_memoryWord_isTheSlice(bytes memory data, uint256 position) public pure {
        vm.assume(data.length >= 32);
        position = bound(position, 0, data.length - 32);
        uint256 word;
        for (uint256 i = 0; i < 32; ++i) {
            word = (word << 8) | uint8(data[position + i]);
        }
        assertEq(Words.word(data, position), word, "same word");
    }

    /// forge-config: default.fuzz.runs = 64
    function testFuzz_precompile_saysWhatOpenZeppelinSays(uint256 key, bytes32 hash, uint8 fault) public view {
        key = bound(key, 1, P256.N - 1);
        (uint256 x, uint256 y) = vm.publicKeyP256(key);
        (bytes32 r, bytes32 s) = vm.signP256(key, sha256(abi.encodePacked(hash)));
        if (uint256(s) > P256.N / 2) s = bytes32(P256.N - uint256(s));
        if (fault % 8 == 1) s = bytes32(P256.N - uint256(s));
        if (fault % 8 == 2) r = 0;
        if (fault % 8 == 3) s = 0;
        if (fault % 8 == 4) r = bytes32(P256.N);
        if (fault % 8 == 5) y ^= 1;
        if (fault % 8 == 6) hash ^= bytes32(uint256(1));
        bool expected = P256.verify(sha256(abi.encodePacked(hash)), r, s, bytes32(x), bytes32(y));
        assertEq(expected, fault % 8 == 0 || fault % 8 == 7, "only what has no fault is valid");
        assertEq(this.ask(abi.encodePacked(x, y), hash, abi.encodePacked(r, s)), expected, "the same answer");
    }

    function testFuzz_precompile_refusesOtherLengths(bytes calldata key, bytes calldata signature) public view {
        vm.assume(key.length != 64 || signature.length != 64);
        assertFalse(P256Precompile.isValid(key, 0, signature), "no");
    }

    /// @dev A valid signature with one byte more or less, or a valid key with one byte more or less.
    function test_precompile_refusesWhatTrailsOrIsCutOff() public view {
        (bytes memory key, bytes memory signature) = _signed();
        assertTrue(this.ask(key, "hash", signature), "whole");
        assertFalse(this.ask(key, "hash", bytes.concat(signature, hex"00")), "a byte behind the signature");
        assertFalse(this.ask(bytes.concat(key, hex"00"), "hash", signature), "a byte behind the key");
        assertFalse(this.askCut(key, "hash", signature), "the last byte of the signature cut off");
        assertFalse(this.askCutKey(key, "hash", signature), "the last byte of the key cut off");
    }

    /// @dev From vectors/README.md: among them s at half the order, and one above.
    function test_precompile_saysOfEveryEdgeWhatIsKnown() public view {
        string memory json = vm.readFile("contracts/test/session/vectors/p256-edges.json");
        bool[] memory valid = vm.parseJsonBoolArray(json, ".valid");
        bytes32[] memory message = vm.parseJsonBytes32Array(json, ".message");
        bytes32[] memory r = vm.parseJsonBytes32Array(json, ".r");
        bytes32[] memory s = vm.parseJsonBytes32Array(json, ".s");
        bytes32[] memory x = vm.parseJsonBytes32Array(json, ".x");
        bytes32[] memory y = vm.parseJsonBytes32Array(json, ".y");
        uint256 asked;
        for (uint256 i = 0; i < valid.length; ++i) {
            if (message[i] == 0) continue;
            ++asked;
            bool expected = valid[i] && uint256(s[i]) <= P256.N / 2;
            bytes memory signature = abi.encodePacked(r[i], s[i]);
            assertEq(this.ask(abi.encodePacked(x[i], y[i]), message[i], signature), expected, vm.toString(i));
        }
        assertGt(asked, 40, "edges");
    }

    /// @dev Without the precompile: a call to an empty address succeeds and returns nothing; leftover memory is not an answer.
    function test_precompile_isNoYes_whereThereIsNone() public {
        (bytes memory key, bytes memory signature) = _signed();
        assertTrue(this.ask(key, "hash", signature), "with it");
        vm.mockCall(address(0x100), bytes(""), bytes(""));
        assertFalse(this.ask(key, "hash", signature), "nothing");
        vm.mockCall(address(0x100), bytes(""), abi.encode(0));
        assertFalse(this.ask(key, "hash", signature), "a no");
        vm.mockCall(address(0x100), bytes(""), abi.encode(2));
        assertFalse(this.ask(key, "hash", signature), "neither yes nor no");
        vm.mockCall(address(0x100), bytes(""), hex"01");
        assertFalse(this.ask(key, "hash", signature), "one byte");
        vm.mockCall(address(0x100), bytes(""), abi.encode(1, 1));
        assertFalse(this.ask(key, "hash", signature), "two words");
        vm.mockCallRevert(address(0x100), bytes(""), abi.encode(1));
        assertFalse(this.ask(key, "hash", signature), "a yes that reverts");
    }

    /// @dev The same answers to the example that is asked once.
    function test_precompile_isThere_whenItSaysYes() public {
        assertTrue(P256Precompile.isThere(), "with it");
        bytes[5] memory answers = [bytes(""), abi.encode(0), abi.encode(2), hex"01", abi.encode(1, 1)];
        for (uint256 i = 0; i < answers.length; ++i) {
            vm.mockCall(address(0x100), bytes(""), answers[i]);
            assertFalse(P256Precompile.isThere(), "something else");
        }
        vm.mockCallRevert(address(0x100), bytes(""), abi.encode(1));
        assertFalse(P256Precompile.isThere(), "a yes that reverts");
    }

    function ask(bytes calldata key, bytes32 hash, bytes calldata signature) external view returns (bool) {
        return P256Precompile.isValid(key, hash, signature);
    }

    /// @dev The byte that was cut off is still in calldata, after what is passed on.
    function askCut(bytes calldata key, bytes32 hash, bytes calldata signature) external view returns (bool) {
        return P256Precompile.isValid(key, hash, signature[:63]);
    }

    function askCutKey(bytes calldata key, bytes32 hash, bytes calldata signature) external view returns (bool) {
        return P256Precompile.isValid(key[:63], hash, signature);
    }

    function _signed() private pure returns (bytes memory key, bytes memory signature) {
        (uint256 x, uint256 y) = vm.publicKeyP256(1);
        (bytes32 r, bytes32 s) = vm.signP256(1, sha256(abi.encodePacked(bytes32("hash"))));
        if (uint256(s) > P256.N / 2) s = bytes32(P256.N - uint256(s));
        return (abi.encodePacked(x, y), abi.encodePacked(r, s));
    }
}

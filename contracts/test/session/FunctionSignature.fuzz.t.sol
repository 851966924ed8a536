// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Artifacts} from "../support/Artifacts.sol";
import {Parser} from "../support/Parser.sol";

/// @dev Compares the parser with a slow reference that works the other way round: it splits the text and looks up every type
/// in a table of all canonical names.
contract FunctionSignatureFuzzTest is Artifacts {
    Parser internal parser = Parser(vm.deployCode(testArtifact("Parser")));

    string[6] private SAMPLES = [
        "move(bytes)",
        "buy(uint256,uint256)",
        "f(int8,uint256[3],bytes32[],address)",
        "a()",
        "_g$1(string[2][],bool,bytes1)",
        "craft(uint16,uint96)"
    ];

    mapping(bytes32 name => bool) private _isCanonical;

    function setUp() public {
        for (uint256 i = 1; i <= 32; ++i) {
            _isCanonical[keccak256(bytes(string.concat("uint", vm.toString(i * 8))))] = true;
            _isCanonical[keccak256(bytes(string.concat("int", vm.toString(i * 8))))] = true;
            _isCanonical[keccak256(bytes(string.concat("bytes", vm.toString(i))))] = true;
        }
        _isCanonical[keccak256("bytes")] = true;
        _isCanonical[keccak256("string")] = true;
        _isCanonical[keccak256("address")] = true;
        _isCanonical[keccak256("bool")] = true;
    }

    function testFuzz_anyTextAccepted_isCanonicalAndHashesToItsSelector(string memory text) public view {
        _agree(bytes(text));
    }

    function testFuzz_oneByteChanged_parserAndReferenceAgree(uint256 sample, uint256 at, bytes1 with) public view {
        bytes memory text = bytes(SAMPLES[sample % 6]);
        text[at % text.length] = with;
        _agree(text);
    }

    function testFuzz_oneLikelyByteInserted_parserAndReferenceAgree(uint256 sample, uint256 at, uint256 with)
        public
        view
    {
        bytes memory likely = " (),[]0123456789abintuse_$";
        bytes memory text = bytes(SAMPLES[sample % 6]);
        bytes memory longer = new bytes(text.length + 1);
        at = at % longer.length;
        for (uint256 i = 0; i < longer.length; ++i) {
            longer[i] = i < at ? text[i] : i == at ? likely[with % likely.length] : text[i - 1];
        }
        _agree(longer);
    }

    function testFuzz_oneByteRemoved_parserAndReferenceAgree(uint256 sample, uint256 at) public view {
        bytes memory text = bytes(SAMPLES[sample % 6]);
        _agree(bytes.concat(_slice(text, 0, at % text.length), _slice(text, at % text.length + 1, text.length)));
    }

    /// @dev Generates texts with tuples instead of reading them: everything generated is a canonical type.
    function testFuzz_anyTypeThatGrows_isAccepted(uint256 seed) public view {
        string memory text = string.concat("f(", _grow(seed, 3), ",", _grow(seed >> 9, 3), ")");
        assertEq(parser.selectorOf(text), bytes4(keccak256(bytes(text))), text);
    }

    function _grow(uint256 seed, uint256 depth) private pure returns (string memory text) {
        string[7] memory leaves = ["uint256", "address", "bytes", "string", "int64", "bytes7", "bool"];
        seed = uint256(keccak256(abi.encode(seed)));
        if (depth == 0 || seed % 3 == 0) text = leaves[(seed >> 8) % 7];
        else if (seed % 3 == 1) text = string.concat("(", _grow(seed >> 16, depth - 1), ")");
        else text = string.concat("(", _grow(seed >> 16, depth - 1), ",", _grow(seed >> 24, depth - 1), ")");
        if ((seed >> 32) % 4 == 1) text = string.concat(text, "[]");
        if ((seed >> 32) % 4 == 2) text = string.concat(text, "[2]");
        if ((seed >> 32) % 4 == 3 && seed % 2 == 0) text = string.concat(text, "[3][]");
    }

    function _agree(bytes memory text) private view {
        // The reference does not handle tuples.
        if (_find(text, "(", _find(text, "(", 0) + 1) < text.length) return;
        bool expected = _reference(text);
        try parser.selectorOf(string(text)) returns (bytes4 selector) {
            assertTrue(expected, "accepted, but the reference refuses");
            assertEq(selector, bytes4(keccak256(text)), "selector");
        } catch {
            assertFalse(expected, "refused, but the reference accepts");
        }
    }

    function _reference(bytes memory text) private view returns (bool) {
        uint256 open = _find(text, "(", 0);
        if (open == 0 || open >= text.length || text[text.length - 1] != ")") return false;
        for (uint256 i = 0; i < open; ++i) {
            bytes1 c = text[i];
            bool letter = (c >= "a" && c <= "z") || (c >= "A" && c <= "Z") || c == "_" || c == "$";
            if (!letter && (i == 0 || c < "0" || c > "9")) return false;
        }
        if (open + 2 == text.length) return true;
        uint256 at = open + 1;
        uint256 head;
        while (at < text.length) {
            uint256 end = _find(text, ",", at);
            if (end == text.length) --end; // the closing bracket
            uint256 words = _wordsOf(_slice(text, at, end));
            if (words == 0) return false;
            head += words;
            at = end + 1;
        }
        return text[text.length - 2] != "," && head < 1 << 14;
    }

    /// @dev Words in the head; 0 if it is not a canonical type, or an array that is too long.
    function _wordsOf(bytes memory text) private view returns (uint256 words) {
        uint256 at = _find(text, "[", 0);
        bytes32 base = keccak256(_slice(text, 0, at));
        if (!_isCanonical[base]) return 0;
        bool dynamic = base == keccak256("bytes") || base == keccak256("string");
        words = 1;
        while (at < text.length) {
            uint256 end = _find(text, "]", at);
            if (text[at] != "[" || end == text.length) return 0;
            if (end == at + 1) dynamic = true;
            else words *= _lengthOf(_slice(text, at + 1, end));
            if (words >= 1 << 14) return 0;
            at = end + 1;
        }
        return dynamic && words != 0 ? 1 : words;
    }

    /// @dev Which of the 256 numerals from 1 to 256 this is, by comparison; 0 for none.
    function _lengthOf(bytes memory text) private pure returns (uint256) {
        for (uint256 i = 1; i <= 256; ++i) {
            if (keccak256(text) == keccak256(bytes(vm.toString(i)))) return i;
        }
        return 0;
    }

    function _find(bytes memory text, bytes1 c, uint256 from) private pure returns (uint256) {
        while (from < text.length && text[from] != c) ++from;
        return from;
    }

    function _slice(bytes memory text, uint256 start, uint256 end) private pure returns (bytes memory slice) {
        slice = new bytes(end - start);
        for (uint256 i = start; i < end; ++i) {
            slice[i - start] = text[i];
        }
    }
}

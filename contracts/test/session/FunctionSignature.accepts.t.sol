// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {FunctionSignature} from "../../src/session/FunctionSignature.sol";
import {FunctionParser} from "../support/FunctionParser.sol";
import {ParserTest} from "../support/ParserTest.sol";

/// @dev What the grammar accepts, held against the compiler's own encoder.
contract FunctionSignatureAcceptsTest is ParserTest {
    function test_accepts_noArguments() public view {
        (bytes4 selector, FunctionParser.Argument[] memory arguments) = parser.parse("claim()");
        assertEq(selector, bytes4(keccak256("claim()")), "selector");
        assertEq(arguments.length, 0, "arguments");
    }

    function test_accepts_everyLetterThatSolidityAllowsInAName() public view {
        (bytes4 selector,) = parser.parse("_a$Z09()");
        assertEq(selector, bytes4(keccak256("_a$Z09()")), "selector");
    }

    function test_accepts_sixteenArguments() public view {
        (, FunctionParser.Argument[] memory arguments) =
            parser.parse("f(bool,bool,bool,bool,bool,bool,bool,bool,bool,bool,bool,bool,bool,bool,bool,uint8)");
        assertEq(arguments.length, 16, "arguments");
        assertEq(arguments[15].word, 15, "word of the last");
    }

    function test_kinds_sayWhatMayBeBounded() public view {
        (, FunctionParser.Argument[] memory a) =
            parser.parse("f(uint8,int256,address,bool,bytes32,bytes1,bytes,string,uint8[],uint8[2])");
        assertEq(uint8(a[0].kind), uint8(FunctionSignature.Kind.Unsigned), "uint8");
        assertEq(uint8(a[1].kind), uint8(FunctionSignature.Kind.Signed), "int256");
        for (uint256 i = 2; i < 6; ++i) {
            assertEq(uint8(a[i].kind), uint8(FunctionSignature.Kind.Word), "address, bool, bytesN");
        }
        for (uint256 i = 6; i < 10; ++i) {
            assertEq(uint8(a[i].kind), uint8(FunctionSignature.Kind.Opaque), "dynamic or array");
        }
    }

    function testFuzz_words_areWhereTheCompilerPutsStaticValues(uint8 a, int16 b, bytes4 c, address d, bool e)
        public
        view
    {
        string memory text = "f(uint8,uint256[3],int16,bytes4,uint8[2][2],address,bool)";
        uint256[3] memory three;
        uint8[2][2] memory square;
        bytes memory data = abi.encodeWithSignature(text, a, three, b, c, square, d, e);
        (bytes4 selector, FunctionParser.Argument[] memory arguments) = parser.parse(text);
        assertEq(selector, bytes4(data), "selector");
        assertEq(_word(data, arguments[0]), a, "uint8");
        assertEq(_word(data, arguments[2]), uint256(int256(b)), "int16 behind an array of three words");
        assertEq(_word(data, arguments[3]), uint256(bytes32(c)), "bytes4");
        assertEq(_word(data, arguments[5]), uint160(d), "address behind an array of two by two words");
        assertEq(_word(data, arguments[6]), e ? 1 : 0, "bool");
    }

    function testFuzz_words_areWhereTheCompilerPutsThemBehindDynamicArguments(
        bytes memory bin,
        string memory text,
        uint256[] memory list,
        uint256 amount,
        int8 level
    ) public view {
        string memory signature = "f(bytes,string[2],uint256[],uint256[2][],bytes[][2],uint256,int8)";
        string[2] memory two = [text, text];
        bytes[][2] memory lists;
        bytes memory data =
            abi.encodeWithSignature(signature, bin, two, list, new uint256[2][](1), lists, amount, level);
        (bytes4 selector, FunctionParser.Argument[] memory arguments) = parser.parse(signature);
        assertEq(selector, bytes4(data), "selector");
        assertEq(_word(data, arguments[5]), amount, "uint256 behind five offsets");
        assertEq(_word(data, arguments[6]), uint256(int256(level)), "int8 behind them");
    }

    function testFuzz_words_areWhereTheCompilerPutsThemBehindArraysOfEveryType(uint256 amount) public view {
        string memory text = "f(bytes4[2],bytes[2],address[2],bool[2],int8[2],uint256)";
        bytes4[2] memory four;
        bytes[2] memory bins;
        address[2] memory addresses;
        bool[2] memory flags;
        int8[2] memory levels;
        bytes memory data = abi.encodeWithSignature(text, four, bins, addresses, flags, levels, amount);
        (, FunctionParser.Argument[] memory arguments) = parser.parse(text);
        assertEq(arguments[1].word, 2, "behind bytes4[2], two words");
        assertEq(arguments[2].word, 3, "behind bytes[2], an offset");
        assertEq(_word(data, arguments[5]), amount, "uint256 behind all of them");
    }

    function testFuzz_words_behindAStaticArrayOfAnyLength(uint16 length, uint256 amount) public view {
        length = uint16(bound(length, 1, 256));
        string memory text = string.concat("f(bool[", vm.toString(length), "],uint256)");
        (, FunctionParser.Argument[] memory arguments) = parser.parse(text);
        bytes memory data = abi.encodePacked(bytes4(0), new bytes(32 * uint256(length)), amount);
        assertEq(_word(data, arguments[1]), amount, "word behind the array");
    }

    function test_heads_mayBeAsLongAsAWordIndexCanSay() public view {
        (, FunctionParser.Argument[] memory arguments) = parser.parse("a(bool[127][129])");
        assertEq(arguments[0].word, 0, "an array of 16,383 words");
        (, arguments) = parser.parse("a(bool[127][129][],bool[127][128],bool[126])");
        assertEq(arguments[1].word, 1, "behind an offset");
        assertEq(arguments[2].word, 16_257, "16,383 words in all");
    }

    function _word(bytes memory data, FunctionParser.Argument memory argument) private pure returns (uint256 word) {
        uint256 start = 4 + uint256(argument.word) * 32;
        for (uint256 i = 0; i < 32; ++i) {
            word = (word << 8) | uint8(data[start + i]);
        }
    }
}

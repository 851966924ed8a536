// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {FunctionSignature} from "../../src/session/FunctionSignature.sol";
import {FunctionParser} from "../support/FunctionParser.sol";
import {ParserTest} from "../support/ParserTest.sol";

/// @dev What the grammar refuses, and the byte at which it stops: two texts must never mean one function.
contract FunctionSignatureRefusesTest is ParserTest {
    function test_reverts_whenTheNameIsMissingOrMalformed() public {
        _refuses("", 0);
        _refuses("()", 0);
        _refuses("1a()", 0);
        _refuses(" a()", 0);
        _refuses("a ()", 1);
        _refuses("a-b()", 1);
        _refuses("a.b()", 1);
        _refuses(unicode"é()", 0);
        _refuses(string(hex"6100282900"), 1);
    }

    /// @dev Each of the 256 bytes, first and behind the first.
    function test_names_areMadeOfWhatSolidityAllowsOnly() public {
        for (uint256 code = 0; code < 256; ++code) {
            bytes1 c = bytes1(uint8(code));
            bool isLetter = (c >= "a" && c <= "z") || (c >= "A" && c <= "Z") || c == "_" || c == "$";
            bool isDigit = c >= "0" && c <= "9";
            string memory first = string(abi.encodePacked(c, "()"));
            string memory second = string(abi.encodePacked("a", c, "a()"));
            if (isLetter) parser.parse(first);
            else _refuses(first, 0);
            // The one other character that may follow a name.
            if (isLetter || isDigit) parser.parse(second);
            else _refuses(second, c == "(" ? 2 : 1);
        }
    }

    function test_reverts_whenTheListIsNotClosed() public {
        _refuses("a", 1);
        _refuses("a(", 2);
        _refuses("a(bool", 6);
        _refuses("a(bool,", 7);
        _refuses("a(bool,)", 7);
        _refuses("a(,bool)", 2);
        _refuses("a(bool,,bool)", 7);
    }

    function test_reverts_whenTextTrails() public {
        _refuses("a() ", 3);
        _refuses("a()b()", 3);
        _refuses("a()returns(bool)", 3);
        _refuses("a(bool) view", 7);
        _refuses("a())", 3);
        _refuses(string(hex"61282900"), 3);
    }

    function test_reverts_whenThereAreSpacesOrParameterNames() public {
        _refuses("a( bool)", 2);
        _refuses("a(bool )", 6);
        _refuses("a(bool, bool)", 7);
        _refuses("a(uint256 amount)", 9);
        _refuses("a(address payable)", 9);
        _refuses("a(string memory)", 8);
        _refuses("a(bool,\tbool)", 7);
        _refuses("a(bool,\nbool)", 7);
    }

    function test_reverts_whenATypeIsAnAlias() public {
        _refuses("a(uint)", 6);
        _refuses("a(int)", 5);
        _refuses("a(byte)", 2);
        _refuses("a(uint[])", 6);
        _refuses("a(function)", 2);
        _refuses("a(fixed)", 2);
        _refuses("a(ufixed128x18)", 2);
        _refuses("a(Sand)", 2);
        _refuses("a(UINT256)", 2);
    }

    function test_reverts_whenASizeIsNotCanonical() public {
        _refuses("a(uint0)", 6);
        _refuses("a(uint08)", 6);
        _refuses("a(uint7)", 7);
        _refuses("a(uint255)", 9);
        _refuses("a(uint264)", 8);
        _refuses("a(int12)", 7);
        _refuses("a(bytes0)", 7);
        _refuses("a(bytes01)", 7);
        _refuses("a(bytes33)", 8);
        _refuses("a(address20)", 9);
        _refuses("a(bool8)", 6);
    }

    function test_reverts_whenAnArraySuffixIsNotCanonical() public {
        _refuses("a(bool[0])", 7);
        _refuses("a(bool[01])", 7);
        _refuses("a(bool[257])", 9);
        _refuses("a(bool[ ])", 7);
        _refuses("a(bool[-1])", 7);
        _refuses("a(bool[1)", 8);
        _refuses("a(bool])", 6);
        _refuses("a([]bool)", 2);
    }

    function test_reverts_whenThereIsATuple() public {
        _refuses("a((bool))", 2);
        _refuses("a((bool,bool)[])", 2);
        _refuses("a(tuple)", 2);
        _refuses("a(bool,(bool))", 7);
    }

    function test_reverts_whenThereAreMoreArgumentsThanCounted() public {
        _refuses("f(bool,bool,bool,bool,bool,bool,bool,bool,bool,bool,bool,bool,bool,bool,bool,bool,bool)", 82);
    }

    function test_reverts_whenTheHeadIsLongerThanAWordIndexCanSay() public {
        _refuses("a(bool[128][128])", 15);
        _refuses("a(bool[256][256])", 15);
        _refuses("a(bool[127][129],bool)", 21);
        _refuses("a(bool[127][128],bool[128])", 26);
        _refuses("a(bool[128][128][])", 15);
    }

    function _refuses(string memory text, uint256 position) private {
        vm.expectRevert(
            abi.encodeWithSelector(FunctionSignature.FunctionSignatureInvalid.selector, text, position), address(parser)
        );
        parser.parse(text);
    }
}

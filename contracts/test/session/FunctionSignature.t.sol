// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {FunctionSignature} from "../../src/session/FunctionSignature.sol";
import {Artifacts} from "../support/Artifacts.sol";
import {Parser} from "../support/Parser.sol";

/// @dev The grammar: what it accepts, and what it refuses and where. Two texts must never mean the same function.
contract FunctionSignatureTest is Artifacts {
    Parser internal parser = Parser(vm.deployCode(testArtifact("Parser")));

    function test_accepts_everyKindOfType() public view {
        _accepts("claim()");
        _accepts("_a$Z09()");
        _accepts("f(uint8,int256,address,bool,bytes32,bytes1,bytes,string,uint8[],uint8[2])");
        _accepts("f(address[256],bool[][3][],string[2])");
    }

    function test_accepts_tuples() public view {
        _accepts("f((bool))");
        _accepts("f((uint256,address),(bytes)[],(bool,(string,uint8[2])[3])[])");
        _accepts("f(((((bool)))))");
    }

    /// @dev Names are read 32 characters at a time: the boundaries must not matter.
    function test_accepts_textsOfAnyLength() public {
        string memory name = "a";
        for (uint256 length = 1; length <= 100; ++length) {
            _accepts(string.concat(name, "()"));
            _accepts(string.concat(name, "(uint16,(bytes31,address)[12])"));
            _refuses(name, length);
            _refuses(string.concat(name, "("), length + 1);
            name = string.concat(name, "a");
        }
    }

    /// @dev A text may fill its words exactly; then the next byte of memory belongs to something else.
    function test_whatStandsBehindTheTextIsNoPartOfIt() public {
        string[5] memory behind = [")", "uint256)", ",bool)", "[2])", "()"];
        for (uint256 length = 0; length <= 66; ++length) {
            bytes memory open = bytes.concat("a(bool", _repeat(",bool", length), ",uint8");
            for (uint256 i = 0; i < 5; ++i) {
                _refusesBefore(open, bytes(behind[i]));
                _refusesBefore(_repeat("a", length), bytes(behind[i]));
                bytes memory whole = bytes.concat(_repeat("a", length + 1), "()");
                assertEq(parser.selectorBefore(whole, bytes(behind[i])), bytes4(keccak256(whole)), "whole");
                whole = bytes.concat(_repeat("a", length + 1), "(bytes1)");
                assertEq(parser.selectorBefore(whole, bytes(behind[i])), bytes4(keccak256(whole)), "whole");
            }
        }
    }

    function test_refuses_namesThatAreMissingOrMalformed() public {
        _refuses("", 0);
        _refuses("()", 0);
        _refuses("1a()", 0);
        _refuses(" a()", 0);
        _refuses("a ()", 1);
        _refuses("a-b()", 1);
        _refuses(unicode"é()", 0);
        _refuses(string(hex"6100282900"), 1);
        _refuses("native transfer", 6);
    }

    /// @dev Each of the 256 bytes, as the first character and as a later one.
    function test_names_areMadeOfWhatSolidityAllowsOnly() public {
        for (uint256 code = 0; code < 256; ++code) {
            bytes1 c = bytes1(uint8(code));
            bool isLetter = (c >= "a" && c <= "z") || (c >= "A" && c <= "Z") || c == "_" || c == "$";
            bool isDigit = c >= "0" && c <= "9";
            string memory one = string(abi.encodePacked(c, "()"));
            string memory two = string(abi.encodePacked("a", c, "a()"));
            if (isLetter) _accepts(one);
            else _refuses(one, 0);
            // The other characters that may follow in a name.
            if (isLetter || isDigit) _accepts(two);
            else _refuses(two, c == "(" ? 2 : 1);
        }
    }

    function test_refuses_listsThatAreNotClosedAndTextThatTrails() public {
        _refuses("a", 1);
        _refuses("a(bool", 6);
        _refuses("a(bool,", 7);
        _refuses("a(bool,)", 7);
        _refuses("a(,bool)", 2);
        _refuses("a(bool,,bool)", 7);
        _refuses("a() ", 3);
        _refuses("a()b()", 3);
        _refuses("a(bool) view", 7);
        _refuses("a())", 3);
        _refuses("a()[]", 3);
        _refuses("a(bool)[2]", 7);
        _refuses(string(hex"61282900"), 3);
    }

    function test_refuses_tuplesThatAreEmptyOpenOrTooDeep() public {
        _refuses("a(())", 3);
        _refuses("a(bool,())", 8);
        _refuses("a((bool)", 8);
        _refuses("a((bool,))", 8);
        _refuses("a((bool)))", 9);
        _refuses("a(tuple)", 2);
        _refuses("a(tuple(bool))", 2);
        _refuses("a((bool)x)", 8);
        _refuses("a((bool)(bool))", 8);
        _refuses("a((((((bool))))))", 6);
    }

    function test_refuses_spacesParameterNamesAndAliases() public {
        _refuses("a( bool)", 2);
        _refuses("a(bool )", 6);
        _refuses("a(bool, bool)", 7);
        _refuses("a((bool, bool))", 8);
        _refuses("a(uint256 amount)", 9);
        _refuses("a(address payable)", 9);
        _refuses("a(uint)", 6);
        _refuses("a(int)", 5);
        _refuses("a(uint[])", 6);
        _refuses("a(byte)", 2);
        _refuses("a(function)", 2);
        _refuses("a(fixed)", 2);
        _refuses("a(ufixed128x18)", 2);
        _refuses("a(UINT256)", 2);
        _refuses("a(addresss)", 9);
        _refuses("a(uint2560)", 9);
    }

    function test_refuses_sizesThatAreNotCanonical() public {
        _refuses("a(uint0)", 6);
        _refuses("a(uint08)", 6);
        _refuses("a(uint7)", 7);
        _refuses("a(uint264)", 8);
        _refuses("a(int12)", 7);
        _refuses("a(bytes0)", 7);
        _refuses("a(bytes01)", 7);
        _refuses("a(bytes33)", 8);
        _refuses("a(address20)", 9);
        _refuses("a(bool8)", 6);
        _refuses("a(string1)", 8);
        _refuses("a(bool[0])", 7);
        _refuses("a(bool[01])", 7);
        _refuses("a(bool[257])", 9);
        _refuses("a(bool[ ])", 7);
        _refuses("a(bool[1)", 8);
        _refuses("a(bool])", 6);
        _refuses("a([]bool)", 2);
    }

    function test_refuses_headsThatAreLongerThanAPlaceCanSay() public {
        _accepts("a(bool[127][129])");
        _refuses("a(bool[128][128])", 15);
        _refuses("a(bool[127][129],bool)", 21);
        _refuses("a((bool[128],bool[128])[64])", 26);
        _accepts("a(string[256][256])");
    }

    function _accepts(string memory text) private view {
        assertEq(parser.selectorOf(text), bytes4(keccak256(bytes(text))), text);
    }

    function _refuses(string memory text, uint256 position) private {
        vm.expectRevert(
            abi.encodeWithSelector(FunctionSignature.FunctionSignatureInvalid.selector, text, position), address(parser)
        );
        parser.selectorOf(text);
    }

    function _refusesBefore(bytes memory text, bytes memory behind) private {
        vm.expectRevert(
            abi.encodeWithSelector(FunctionSignature.FunctionSignatureInvalid.selector, text, text.length),
            address(parser)
        );
        parser.selectorBefore(text, behind);
    }

    function _repeat(bytes memory part, uint256 times) private pure returns (bytes memory text) {
        for (uint256 i = 0; i < times; ++i) {
            text = bytes.concat(text, part);
        }
    }
}

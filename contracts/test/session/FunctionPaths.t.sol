// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {FunctionSignature, Kind, Place} from "../../src/session/FunctionSignature.sol";
import {Artifacts} from "../support/Artifacts.sol";
import {Parser} from "../support/Parser.sol";

/// @dev Where an argument is, compared with what the compiler encodes.
contract FunctionPathsTest is Artifacts {
    struct Pair {
        uint256 a;
        int64 b;
    }

    struct Nested {
        address who;
        Pair[2] pairs;
        bool yes;
    }

    struct Loose {
        uint256 a;
        bytes data;
        Pair pair;
        uint256[] list;
    }

    string private constant NESTED = "f(uint256,(address,(uint256,int64)[2],bool),uint8[3],(uint256,int64))";
    string private constant LOOSE = "f(bool,(uint256,bytes,(uint256,int64),uint256[]),string[2],uint256)";

    Parser internal parser = Parser(vm.deployCode(testArtifact("Parser")));

    function testFuzz_staticMembersAndElements(uint256[8] memory v, int64 b, address who, bool yes) public view {
        Nested memory nested = Nested(who, [Pair(v[0], b), Pair(v[1], b)], yes);
        uint8[3] memory list = [uint8(v[2]), uint8(v[3]), uint8(v[4])];
        bytes memory data = abi.encodeWithSelector(0x12345678, v[5], nested, list, Pair(v[6], b));
        _is(data, NESTED, "1", v[5]);
        _is(data, NESTED, "2.1", uint160(who));
        _is(data, NESTED, "2.2.1.1", v[0]);
        _is(data, NESTED, "2.2.2.1", v[1]);
        _is(data, NESTED, "2.2.2.2", uint256(int256(b)));
        _is(data, NESTED, "2.3", yes ? 1 : 0);
        _is(data, NESTED, "3.1", list[0]);
        _is(data, NESTED, "3.3", list[2]);
        _is(data, NESTED, "4.1", v[6]);
    }

    function testFuzz_membersBehindOneOffset(uint256[6] memory v, bytes memory content, string memory text)
        public
        view
    {
        uint256[] memory list = new uint256[](2);
        (list[0], list[1]) = (v[0], v[1]);
        Loose memory loose = Loose(v[2], content, Pair(v[3], -5), list);
        bytes memory data = abi.encodeWithSelector(0x12345678, true, loose, ["no", text], v[4]);
        _is(data, LOOSE, "1", 1);
        _is(data, LOOSE, "2.1", v[2]);
        _is(data, LOOSE, "2.3.1", v[3]);
        _is(data, LOOSE, "2.3.2", uint256(int256(-5)));
        _is(data, LOOSE, "4", v[4]);
        _holds(data, LOOSE, "2.2", content, content.length);
        _holds(data, LOOSE, "2.4", abi.encodePacked(list), 2);
        _holds(data, LOOSE, "3.2", bytes(text), bytes(text).length);
        _holds(data, LOOSE, "3.1", "no", 2);
    }

    function test_kinds_sayWhatMayBeAsked() public view {
        string memory text = "f(uint8,int8,address,bytes4,bytes,string,uint8[],(bool,bool[2])[],bytes[],(bool),bool[2])";
        Kind[11] memory kinds = [
            Kind.Unsigned,
            Kind.Signed,
            Kind.Word,
            Kind.Word,
            Kind.Bytes,
            Kind.Bytes,
            Kind.List,
            Kind.List,
            Kind.List,
            Kind.Opaque,
            Kind.Opaque
        ];
        for (uint256 i = 0; i < 11; ++i) {
            Place memory place = parser.locate(text, vm.toString(i + 1));
            assertEq(uint8(place.kind), uint8(kinds[i]), vm.toString(i + 1));
            assertEq(place.word, i, "each has one word before the last");
            assertEq(place.unit, i == 6 ? 1 : i == 7 ? 3 : 0, "unit");
            assertEq(place.via, FunctionSignature.DIRECT, "direct");
        }
    }

    function test_refuses_pathsThatNameNothing() public {
        string[20] memory paths = [
            "",
            "0",
            "00",
            "01",
            "1.",
            ".1",
            "1..2",
            "2.01",
            "2.0",
            "5",
            "2.4",
            "2.2.3",
            "2.2.1.3",
            "1.1",
            "3.4",
            "999",
            "1000",
            "115792089237316195423570985008687907853269984665640564039457584007913129639937",
            "1 ",
            "-1"
        ];
        for (uint256 i = 0; i < paths.length; ++i) {
            _refuses(NESTED, paths[i]);
        }
        _refuses("f()", "1");
        _refuses("native transfer", "1");
        _refuses(NESTED, string(hex"31002e31"));
        _refuses(NESTED, "2.2.1.1.1");
    }

    function test_refuses_whatStandsBehindMoreThanOneOffset() public {
        string memory text = "f((bytes,(bytes,uint256))[2],uint256[],((uint8,string),bool),(uint256,bytes)[])";
        _refuses(text, "1.1.1");
        _refuses(text, "2.1");
        _refuses(text, "3.1.1");
        _refuses(text, "4.1");
        assertEq(parser.locate(text, "3.2").via, 2, "one is enough");
        assertEq(parser.locate(text, "3.2").word, 1, "behind the offset of the tuple");
    }

    function test_paths_countToTheEndOfALongArray() public view {
        Place memory place = parser.locate("f(bool,(uint256,uint8)[256],bool)", "2.256.2");
        assertEq(place.word, 512, "word");
        assertEq(parser.locate("f(bool,(uint256,uint8)[256],bool)", "3").word, 513, "behind it");
        assertEq(parser.locate("f(uint8[3][5])", "1.5.2").word, 13, "outer index first");
    }

    /// @dev An array before it has brackets, which are not its own.
    function test_refuses_aPartOfWhatHasNone() public {
        _refuses("f(uint8[2],string)", "2.1");
        _refuses("f(uint8[2],bytes)", "2.1");
        _refuses("f(uint8[2],bool)", "2.1");
    }

    function test_paths_goAsDeepAsTheText() public view {
        assertEq(parser.locate("f(((((uint8))))[2])", "1.2.1.1.1.1").word, 1, "in an array");
        assertEq(parser.locate("f(bool,((((uint8)))))", "2.1.1.1.1").word, 1, "in a tuple");
        assertEq(parser.locate("f(bool,uint8[1])", "2.1").word, 1, "in an array of one");
    }

    /// @dev No permission text can name that many; but a number has up to three digits.
    function test_paths_countTo999() public {
        bytes memory text = "f(bool";
        for (uint256 i = 1; i < 1000; ++i) {
            text = bytes.concat(text, ",bool");
        }
        text = bytes.concat(text, ")");
        assertEq(parser.locate(string(text), "999").word, 998, "the last but one");
        _refuses(string(text), "1000");
    }

    /// @dev Reads it as an operation's argument is read.
    function _place(bytes memory data, string memory text, string memory path)
        private
        view
        returns (uint256 base, uint256 seen, Place memory place)
    {
        place = parser.locate(text, path);
        base = 4;
        if (place.via != FunctionSignature.DIRECT) base += _word(data, 4 + uint256(place.via) * 32);
        seen = _word(data, base + uint256(place.word) * 32);
    }

    function _is(bytes memory data, string memory text, string memory path, uint256 expected) private view {
        (, uint256 seen,) = _place(data, text, path);
        assertEq(seen, expected, path);
    }

    function _holds(bytes memory data, string memory text, string memory path, bytes memory content, uint256 length)
        private
        view
    {
        (uint256 base, uint256 offset,) = _place(data, text, path);
        assertEq(_word(data, base + offset), length, path);
        for (uint256 i = 0; i < content.length; ++i) {
            assertEq(data[base + offset + 32 + i], content[i], path);
        }
    }

    function _word(bytes memory data, uint256 at) private pure returns (uint256 word) {
        assertLe(at + 32, data.length, "within the data");
        for (uint256 i = 0; i < 32; ++i) {
            word = (word << 8) | uint8(data[at + i]);
        }
    }

    function _refuses(string memory text, string memory path) private {
        vm.expectPartialRevert(FunctionSignature.ArgumentPathInvalid.selector);
        parser.locate(text, path);
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Test} from "forge-std/Test.sol";

import {FunctionSignature, Kind, Place} from "../../src/session/FunctionSignature.sol";
import {Parser} from "../support/Parser.sol";

/// @dev The grammar's vectors of docs/grant.md (session/test/vectors/texts.ts): texts and paths, good and bad.
contract TextSpecVectorsTest is Test {
    struct TextRow {
        string text;
        bytes4 selector;
        PlaceRow[] places;
    }

    /// @dev An empty kind: the path names nothing.
    struct PlaceRow {
        string path;
        string kind;
        uint16 unit;
        uint16 via;
        uint16 word;
    }

    struct Refused {
        string text;
        uint256 position;
    }

    string private constant ROW_TYPES = "TextRow(string text,bytes4 selector,PlaceRow[] places)"
        "PlaceRow(string path,string kind,uint16 unit,uint16 via,uint16 word)";

    Parser private parser = new Parser();
    string private json;

    function setUp() public {
        json = vm.readFile("session/vectors/texts.json");
    }

    function test_everyText_hasItsSelectorAndItsPlaces() public {
        uint256 count;
        for (; vm.keyExistsJson(json, _at("texts", count)); ++count) {
            TextRow memory row = abi.decode(vm.parseJsonType(json, _at("texts", count), ROW_TYPES), (TextRow));
            assertEq(parser.selectorOf(row.text), row.selector, row.text);
            for (uint256 i = 0; i < row.places.length; ++i) {
                _checkPlace(row.text, row.places[i]);
            }
        }
        assertGt(count, 10, "texts");
    }

    function test_everyBadText_isRefusedWhereItsRowSays() public {
        string memory types = "Refused(string text,uint256 position)";
        uint256 count;
        for (; vm.keyExistsJson(json, _at("refused", count)); ++count) {
            Refused memory row = abi.decode(vm.parseJsonType(json, _at("refused", count), types), (Refused));
            bytes4 invalid = FunctionSignature.FunctionSignatureInvalid.selector;
            vm.expectRevert(abi.encodeWithSelector(invalid, row.text, row.position));
            parser.selectorOf(row.text);
        }
        assertGt(count, 15, "bad texts");
    }

    function _at(string memory list, uint256 index) private pure returns (string memory) {
        return string.concat(".", list, "[", vm.toString(index), "]");
    }

    function _checkPlace(string memory text, PlaceRow memory row) private {
        string memory label = string.concat(text, " ", row.path);
        if (bytes(row.kind).length == 0) {
            vm.expectRevert(abi.encodeWithSelector(FunctionSignature.ArgumentPathInvalid.selector, text, row.path));
            parser.locate(text, row.path);
            return;
        }
        Place memory place = parser.locate(text, row.path);
        assertEq(_nameOf(place.kind), row.kind, label);
        assertEq(place.unit, row.unit, label);
        assertEq(place.via, row.via, label);
        assertEq(place.word, row.word, label);
    }

    function _nameOf(Kind kind) private pure returns (string memory) {
        return ["opaque", "unsigned", "signed", "word", "bytes", "list"][uint256(kind)];
    }
}

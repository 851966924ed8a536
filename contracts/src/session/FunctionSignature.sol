// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title FunctionSignature
/// @notice Reads the text of a permission, `name(type,…)`, and gives back what the chain enforces: the selector, and
/// for each argument where its word stands in calldata and how it may be compared.
/// @dev The grammar is strict, so that one function has one text: an identifier, then canonical elementary ABI types
/// (`uintN`, `intN`, `address`, `bool`, `bytesN`, `bytes`, `string`) with array suffixes (`[]`, `[k]`), separated by
/// single commas. No spaces, parameter names, aliases (`uint`), leading zeros, tuples or fixed-point types.
/// Tuples are refused: their text hides names that a reader needs. A target that takes one cannot be permitted.
library FunctionSignature {
    /// @notice How an argument's word may be compared.
    enum Kind {
        Opaque, // dynamic, or an array: no bounds
        Unsigned, // uintN: bounds, and may be the spend argument
        Signed, // intN: bounds, compared as two's complement
        Word // address, bool, bytesN: bounds, compared as unsigned words
    }

    /// @notice One argument.
    /// @param kind See {Kind}.
    /// @param word Index of its first head word after the selector.
    struct Argument {
        Kind kind;
        uint16 word;
    }

    /// @dev Where the reader stands.
    struct Cursor {
        bytes text;
        uint256 at;
    }

    uint256 internal constant MAX_ARGUMENTS = 16;
    uint256 internal constant MAX_ARRAY_LENGTH = 256;

    // Elementary types as numbers, as {_readElementary} reads them.
    uint256 private constant UINT = uint32(bytes4("uint"));
    uint256 private constant INT = uint24(bytes3("int"));
    uint256 private constant ADDRESS = uint56(bytes7("address"));
    uint256 private constant BOOL = uint32(bytes4("bool"));
    uint256 private constant BYTES = uint40(bytes5("bytes"));
    uint256 private constant STRING = uint48(bytes6("string"));

    // Sets of characters: bit c stands for the character of code c.
    uint256 private constant DIGITS = ((1 << 10) - 1) << 0x30;
    uint256 private constant LOWER = ((1 << 26) - 1) << 0x61;
    uint256 private constant UPPER = ((1 << 26) - 1) << 0x41;
    uint256 private constant LETTERS = LOWER | UPPER | (1 << 0x5f) | (1 << 0x24); // with _ and $

    /// @notice The text does not follow the grammar; `position` is the byte at which reading stopped.
    error FunctionSignatureInvalid(string seen, uint256 position);

    /// @notice Parses a permission text.
    /// @param text For example `buy(uint256,uint256)`.
    /// @return selector First four bytes of keccak256(text).
    /// @return arguments In order; at most 16.
    function parse(string memory text) internal pure returns (bytes4 selector, Argument[] memory arguments) {
        Cursor memory cursor = Cursor(bytes(text), 0);
        _readName(cursor);
        arguments = _readArguments(cursor);
        if (cursor.at != cursor.text.length) _refuse(cursor);
        selector = bytes4(keccak256(cursor.text));
    }

    function _readName(Cursor memory cursor) private pure {
        if (!_isNext(cursor, LETTERS)) _refuse(cursor);
        while (_isNext(cursor, LETTERS | DIGITS)) _advance(cursor);
    }

    function _readArguments(Cursor memory cursor) private pure returns (Argument[] memory arguments) {
        // Numbers, because sixteen structs would be made for every text.
        uint256[MAX_ARGUMENTS] memory found;
        uint256 count;
        uint256 word;
        _expect(cursor, "(");
        if (_peek(cursor) != ")") {
            while (true) {
                if (count == MAX_ARGUMENTS) _refuse(cursor);
                (Kind kind, uint256 words) = _readType(cursor);
                found[count++] = (uint256(kind) << 16) | word;
                word += words;
                if (word > type(uint16).max) _refuse(cursor);
                if (_peek(cursor) != ",") break;
                _advance(cursor);
            }
        }
        _expect(cursor, ")");
        arguments = new Argument[](count);
        for (uint256 i = 0; i < count; ++i) {
            arguments[i] = Argument(Kind(found[i] >> 16), uint16(found[i]));
        }
    }

    /// @return kind How it may be compared.
    /// @return words Words it takes in the head of the calldata.
    function _readType(Cursor memory cursor) private pure returns (Kind kind, uint256 words) {
        bool dynamic;
        (kind, dynamic) = _readElementary(cursor);
        words = 1;
        while (_peek(cursor) == "[") {
            _advance(cursor);
            kind = Kind.Opaque;
            if (_peek(cursor) == "]") {
                dynamic = true;
            } else {
                words *= _readNumber(cursor, MAX_ARRAY_LENGTH);
                if (words > type(uint16).max) _refuse(cursor);
            }
            _expect(cursor, "]");
        }
        if (dynamic) words = 1;
    }

    /// @dev Its letters are read as one number, eight at most: no type has more than seven.
    function _readElementary(Cursor memory cursor) private pure returns (Kind kind, bool dynamic) {
        uint256 start = cursor.at;
        uint256 base;
        while (_isNext(cursor, LOWER) && base >> 56 == 0) {
            base = (base << 8) | uint8(_peek(cursor));
            _advance(cursor);
        }
        if (base == UINT) {
            _readBits(cursor);
            return (Kind.Unsigned, false);
        }
        if (base == INT) {
            _readBits(cursor);
            return (Kind.Signed, false);
        }
        if (base == ADDRESS || base == BOOL) return (Kind.Word, false);
        if (base == STRING) return (Kind.Opaque, true);
        if (base == BYTES) {
            if (!_isNext(cursor, DIGITS)) return (Kind.Opaque, true);
            _readNumber(cursor, 32);
            return (Kind.Word, false);
        }
        cursor.at = start;
        _refuse(cursor);
    }

    function _readBits(Cursor memory cursor) private pure {
        if (_readNumber(cursor, 256) % 8 != 0) _refuse(cursor);
    }

    /// @dev A decimal number from 1 to `max` without leading zeros.
    function _readNumber(Cursor memory cursor, uint256 max) private pure returns (uint256 number) {
        if (_peek(cursor) == "0" || !_isNext(cursor, DIGITS)) _refuse(cursor);
        while (_isNext(cursor, DIGITS)) {
            number = number * 10 + (uint8(_peek(cursor)) - 48);
            if (number > max) _refuse(cursor);
            _advance(cursor);
        }
    }

    function _expect(Cursor memory cursor, bytes1 character) private pure {
        if (_peek(cursor) != character) _refuse(cursor);
        _advance(cursor);
    }

    /// @dev The character at the cursor; zero past the end, which no rule of the grammar accepts.
    function _peek(Cursor memory cursor) private pure returns (bytes1) {
        return cursor.at < cursor.text.length ? cursor.text[cursor.at] : bytes1(0);
    }

    /// @dev Whether the character at the cursor is in a set. Zero is in none.
    function _isNext(Cursor memory cursor, uint256 set) private pure returns (bool) {
        return (set >> uint8(_peek(cursor))) & 1 != 0;
    }

    /// @dev Only after a character was seen, so never beyond the end of the text.
    function _advance(Cursor memory cursor) private pure {
        unchecked {
            ++cursor.at;
        }
    }

    function _refuse(Cursor memory cursor) private pure {
        revert FunctionSignatureInvalid(string(cursor.text), cursor.at);
    }
}

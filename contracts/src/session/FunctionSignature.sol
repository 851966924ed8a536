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

    bytes32 private constant UINT = keccak256("uint");
    bytes32 private constant INT = keccak256("int");
    bytes32 private constant ADDRESS = keccak256("address");
    bytes32 private constant BOOL = keccak256("bool");
    bytes32 private constant BYTES = keccak256("bytes");
    bytes32 private constant STRING = keccak256("string");

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
        if (!_isLetter(_peek(cursor))) _refuse(cursor);
        while (_isLetter(_peek(cursor)) || _isDigit(_peek(cursor))) cursor.at++;
    }

    function _readArguments(Cursor memory cursor) private pure returns (Argument[] memory arguments) {
        Argument[MAX_ARGUMENTS] memory found;
        uint256 count;
        uint256 word;
        _expect(cursor, "(");
        if (_peek(cursor) != ")") {
            while (true) {
                if (count == MAX_ARGUMENTS) _refuse(cursor);
                (Kind kind, uint256 words) = _readType(cursor);
                found[count++] = Argument(kind, uint16(word));
                word += words;
                if (word > type(uint16).max) _refuse(cursor);
                if (_peek(cursor) != ",") break;
                cursor.at++;
            }
        }
        _expect(cursor, ")");
        arguments = new Argument[](count);
        for (uint256 i = 0; i < count; ++i) {
            arguments[i] = found[i];
        }
    }

    /// @return kind How it may be compared.
    /// @return words Words it takes in the head of the calldata.
    function _readType(Cursor memory cursor) private pure returns (Kind kind, uint256 words) {
        bool dynamic;
        (kind, dynamic) = _readElementary(cursor);
        words = 1;
        while (_peek(cursor) == "[") {
            cursor.at++;
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

    function _readElementary(Cursor memory cursor) private pure returns (Kind kind, bool dynamic) {
        uint256 start = cursor.at;
        while (_peek(cursor) >= "a" && _peek(cursor) <= "z") cursor.at++;
        bytes32 base = _hash(cursor.text, start, cursor.at);
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
            if (!_isDigit(_peek(cursor))) return (Kind.Opaque, true);
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
        if (_peek(cursor) == "0" || !_isDigit(_peek(cursor))) _refuse(cursor);
        while (_isDigit(_peek(cursor))) {
            number = number * 10 + (uint8(_peek(cursor)) - 48);
            if (number > max) _refuse(cursor);
            cursor.at++;
        }
    }

    function _expect(Cursor memory cursor, bytes1 character) private pure {
        if (_peek(cursor) != character) _refuse(cursor);
        cursor.at++;
    }

    /// @dev The character at the cursor; zero past the end, which no rule of the grammar accepts.
    function _peek(Cursor memory cursor) private pure returns (bytes1) {
        return cursor.at < cursor.text.length ? cursor.text[cursor.at] : bytes1(0);
    }

    function _isLetter(bytes1 c) private pure returns (bool) {
        return (c >= "a" && c <= "z") || (c >= "A" && c <= "Z") || c == "_" || c == "$";
    }

    function _isDigit(bytes1 c) private pure returns (bool) {
        return c >= "0" && c <= "9";
    }

    function _hash(bytes memory text, uint256 start, uint256 end) private pure returns (bytes32) {
        bytes memory slice = new bytes(end - start);
        for (uint256 i = 0; i < slice.length; ++i) {
            slice[i] = text[start + i];
        }
        return keccak256(slice);
    }

    function _refuse(Cursor memory cursor) private pure {
        revert FunctionSignatureInvalid(string(cursor.text), cursor.at);
    }
}

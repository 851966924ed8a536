// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Memory} from "@openzeppelin/contracts/utils/Memory.sol";

/// @notice The arguments of a function, in one word: 16 bits for each, the first in the lowest.
/// Picture of an argument: [ kind: 2 | word: 14 ]. What `word` counts: the head words before the argument's own.
type Arguments is uint256;

/// @title FunctionSignature
/// @notice Reads the text of a permission, `name(type,…)`, and gives back what the chain enforces: the selector, and
/// for each argument where its word stands in calldata and how it may be compared.
/// @dev The grammar is strict, so that one function has one text: an identifier, then canonical elementary ABI types
/// (`uintN`, `intN`, `address`, `bool`, `bytesN`, `bytes`, `string`) with array suffixes (`[]`, `[k]`), separated by
/// single commas. No spaces, parameter names, aliases (`uint`), leading zeros, tuples or fixed-point types.
/// Tuples are refused: their text hides names that a reader needs. A target that takes one cannot be permitted.
/// Every reader takes the place at which it begins and returns the one at which it stopped: a first operation reads all
/// the texts of its grant, and values on the stack cost a third of what a cursor in memory did.
library FunctionSignature {
    /// @notice How an argument's word may be compared.
    enum Kind {
        Opaque, // dynamic, or an array: no bounds
        Unsigned, // uintN: bounds, and may be the spend argument
        Signed, // intN: bounds, compared as two's complement
        Word // address, bool, bytesN: bounds, compared as unsigned words
    }

    uint256 internal constant MAX_ARGUMENTS = 16;
    uint256 internal constant MAX_ARRAY_LENGTH = 256;
    /// @dev Half a megabyte of head: more than any transaction carries.
    uint256 internal constant MAX_WORDS = (1 << KIND_AT) - 1;

    uint256 private constant ARGUMENT_BITS = 16;
    uint256 private constant KIND_AT = 14;

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
    /// @return count How many arguments it has; at most 16.
    /// @return arguments In order; for {argumentAt}.
    function parse(string memory text) internal pure returns (bytes4 selector, uint256 count, Arguments arguments) {
        bytes memory bytes_ = bytes(text);
        uint256 at = _readName(bytes_);
        (count, arguments, at) = _readArguments(bytes_, at);
        if (at != bytes_.length) _refuse(bytes_, at);
        selector = bytes4(keccak256(bytes_));
    }

    /// @notice One argument.
    /// @param index The first is 0; must be below the count that {parse} returned.
    /// @return kind See {Kind}.
    /// @return word Index of its first head word after the selector.
    function argumentAt(Arguments arguments, uint256 index) internal pure returns (Kind kind, uint16 word) {
        uint256 argument = Arguments.unwrap(arguments) >> (index * ARGUMENT_BITS);
        return (Kind((argument >> KIND_AT) & 3), uint16(argument & MAX_WORDS));
    }

    function _readName(bytes memory text) private pure returns (uint256 at) {
        if (!_isIn(LETTERS, uint8(_peek(text, 0)))) _refuse(text, 0);
        uint256 start;
        // No text is so long that this wraps.
        unchecked {
            do {
                start = at;
                for (uint256 ahead = _ahead(text, at); _isIn(LETTERS | DIGITS, ahead >> 248); ahead <<= 8) {
                    ++at;
                }
            } while (at - start == 32);
        }
    }

    function _readArguments(bytes memory text, uint256 at)
        private
        pure
        returns (uint256 count, Arguments arguments, uint256)
    {
        at = _expect("(", text, at);
        if (_peek(text, at) == ")") return (0, arguments, at + 1);
        uint256 found;
        uint256 word;
        // Sixteen numbers of 14 bits; no text is so long that its place wraps.
        unchecked {
            while (true) {
                if (count == MAX_ARGUMENTS) _refuse(text, at);
                Kind kind;
                uint256 words;
                (kind, words, at) = _readType(text, at);
                found |= ((uint256(kind) << KIND_AT) | word) << (count * ARGUMENT_BITS);
                ++count;
                word += words;
                if (word > MAX_WORDS) _refuse(text, at);
                if (_peek(text, at) != ",") break;
                ++at;
            }
        }
        return (count, Arguments.wrap(found), _expect(")", text, at));
    }

    /// @return kind How it may be compared.
    /// @return words Words it takes in the head of the calldata.
    function _readType(bytes memory text, uint256 at) private pure returns (Kind kind, uint256 words, uint256) {
        bool dynamic;
        (kind, dynamic, at) = _readElementary(text, at);
        words = 1;
        while (_peek(text, at) == "[") {
            ++at;
            kind = Kind.Opaque;
            if (_peek(text, at) == "]") {
                dynamic = true;
            } else {
                uint256 length;
                (length, at) = _readNumber(text, at, _ahead(text, at), MAX_ARRAY_LENGTH);
                words *= length;
                if (words > MAX_WORDS) _refuse(text, at);
            }
            at = _expect("]", text, at);
        }
        return (kind, dynamic ? 1 : words, at);
    }

    /// @dev Its letters are read as one number, eight at most: no type has more than seven.
    function _readElementary(bytes memory text, uint256 start)
        private
        pure
        returns (Kind kind, bool dynamic, uint256 at)
    {
        at = start;
        uint256 base;
        uint256 ahead = _ahead(text, at);
        // No text is so long that this wraps.
        unchecked {
            for (; _isIn(LOWER, ahead >> 248) && base >> 56 == 0; ahead <<= 8) {
                base = (base << 8) | (ahead >> 248);
                ++at;
            }
        }
        if (base == UINT) return (Kind.Unsigned, false, _readBits(text, at, ahead));
        if (base == INT) return (Kind.Signed, false, _readBits(text, at, ahead));
        if (base == ADDRESS || base == BOOL) return (Kind.Word, false, at);
        if (base == STRING) return (Kind.Opaque, true, at);
        if (base != BYTES) _refuse(text, start);
        if (!_isIn(DIGITS, ahead >> 248)) return (Kind.Opaque, true, at);
        (, at) = _readNumber(text, at, ahead, 32);
        return (Kind.Word, false, at);
    }

    function _readBits(bytes memory text, uint256 start, uint256 ahead) private pure returns (uint256 at) {
        uint256 bits;
        (bits, at) = _readNumber(text, start, ahead, 256);
        if (bits % 8 != 0) _refuse(text, at);
    }

    /// @dev A decimal number from 1 to `max` without leading zeros.
    /// @param ahead What follows from `start` on: four characters at least, the first in the highest bits.
    /// @param max Below 1,000: at most four digits are read.
    function _readNumber(bytes memory text, uint256 start, uint256 ahead, uint256 max)
        private
        pure
        returns (uint256 number, uint256 at)
    {
        at = start;
        if (bytes1(bytes32(ahead)) == "0" || !_isIn(DIGITS, ahead >> 248)) _refuse(text, at);
        unchecked {
            for (; _isIn(DIGITS, ahead >> 248); ahead <<= 8) {
                number = number * 10 + ((ahead >> 248) - 0x30);
                if (number > max) _refuse(text, at);
                ++at;
            }
        }
    }

    function _expect(bytes1 wanted, bytes memory text, uint256 at) private pure returns (uint256) {
        if (_peek(text, at) != wanted) _refuse(text, at);
        return at + 1;
    }

    /// @dev The 32 characters from a place on, the first in the highest bits; zeros past the end.
    function _ahead(bytes memory text, uint256 at) private pure returns (uint256) {
        return at < text.length ? uint256(Memory.load(Memory.asSlice(text), at)) : 0;
    }

    /// @dev The character at a place; zero past the end, which no rule of the grammar accepts.
    function _peek(bytes memory text, uint256 at) private pure returns (bytes1) {
        return at < text.length ? text[at] : bytes1(0);
    }

    /// @dev Whether a character is in a set. Zero is in none.
    function _isIn(uint256 set, uint256 character) private pure returns (bool) {
        return (set >> character) & 1 != 0;
    }

    function _refuse(bytes memory text, uint256 at) private pure {
        revert FunctionSignatureInvalid(string(text), at);
    }
}

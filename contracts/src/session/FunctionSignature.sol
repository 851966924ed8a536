// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Words} from "./Words.sol";

/// @notice What a condition may check of an argument.
enum Kind {
    Opaque, // a tuple or an array of fixed length: a path may name its parts
    Unsigned, // uintN: its word; can be an amount
    Signed, // intN: its word, compared as two's complement
    Word, // address, bool, bytesN: its word
    Bytes, // bytes, string: length and hash
    List // an array of any length: length; hash, when its elements are static
}

/// @notice The location of an argument.
/// @param unit Words per element of a list; 0: its elements are dynamic.
/// @param via Head word with the offset of the dynamic tuple or array that contains it; {FunctionSignature.DIRECT}: none does.
/// @param word Head word within that. For a dynamic argument, the word with its offset.
struct Place {
    Kind kind;
    uint16 unit;
    uint16 via;
    uint16 word;
}

/// @title FunctionSignature
/// @notice Reads the text of a permission, `name(type,…)`: the selector that is enforced, and where in calldata a path leads.
/// @dev The grammar is strict, so that each function has exactly one text: an identifier, then canonical ABI types (`uintN`,
/// `intN`, `address`, `bool`, `bytesN`, `bytes`, `string`, tuples in parentheses) with array suffixes (`[]`, `[k]`), separated by
/// single commas. No spaces, parameter names, aliases (`uint`), leading zeros, empty tuples or fixed-point types.
/// Every reader takes its start position and returns what it read and where it stopped (a cursor in memory
/// cost three times as much). It may run past the end of the text; then it does not stop at the end, as {selectorOf} requires.
library FunctionSignature {
    using Words for bytes;

    uint16 internal constant DIRECT = type(uint16).max;
    uint256 internal constant MAX_ARRAY_LENGTH = 256;
    /// @dev Half a megabyte of head: more than any transaction carries.
    uint256 internal constant MAX_WORDS = (1 << 14) - 1;
    uint256 internal constant MAX_DEPTH = 4;

    // Layout of a shape, what is known about a type: [ unit: 16 | kind: 8 | dynamic: 8 | words of head: 16 ].
    uint256 private constant UNIT_AT = 32;
    uint256 private constant KIND_AT = 24;
    uint256 private constant DYNAMIC = 1 << 16;

    // Sets of characters: bit c stands for the character with code c. Zero is in no set.
    uint256 private constant DIGITS = ((1 << 10) - 1) << 0x30;
    uint256 private constant LOWER = ((1 << 26) - 1) << 0x61;
    uint256 private constant LETTERS = LOWER | (LOWER >> 32) | (1 << 0x5f) | (1 << 0x24); // with A to Z, _ and $

    /// @notice The text does not follow the grammar; `position` is the byte at which reading stopped.
    error FunctionSignatureInvalid(string seen, uint256 position);

    /// @notice The path names no argument of the function, or one that is behind more than one offset.
    error ArgumentPathInvalid(string functionSignature, string seen);

    /// @notice Reads a permission text.
    /// @param text For example `buy(uint256,uint256)`.
    /// @return selector First four bytes of keccak256(text).
    function selectorOf(string memory text) internal pure returns (bytes4 selector) {
        bytes memory bytes_ = bytes(text);
        uint256 at = _name(bytes_);
        if (bytes2(_ahead(bytes_, at)) == "()") at += 2;
        else if (bytes1(_ahead(bytes_, at)) != "(") _refuse(bytes_, at);
        else (, at) = _tuple(bytes_, at, 0);
        if (at != bytes_.length) _refuse(bytes_, at);
        return bytes4(keccak256(bytes_));
    }

    /// @notice Finds the argument of a path such as `2` or `2.1`. {selectorOf} has already read the text.
    function locate(string memory text, string memory path) internal pure returns (Place memory place) {
        (bytes memory bytes_, bytes memory steps) = (bytes(text), bytes(path));
        uint256 at = _name(bytes_);
        uint256 end = bytes_.length;
        // A native transfer is not a function.
        bool isThere = bytes_[end - 1] == ")";
        place.via = DIRECT;
        for (uint256 next = 0; isThere; ++next) {
            uint256 number;
            uint256 skipped;
            (number, next) = _number(steps, next, 999);
            if (number == 0 || next > steps.length) break;
            (at, end, skipped) = _part(bytes_, at, end, number);
            if (end == 0) break;
            (uint256 shape,) = _type(bytes_, at, end, 0);
            place.kind = Kind(uint8(shape >> KIND_AT));
            place.unit = uint16(shape >> UNIT_AT);
            place.word += uint16(skipped);
            if (next == steps.length) return place;
            isThere = place.kind == Kind.Opaque && steps[next] == ".";
            if (shape & DYNAMIC == 0) continue;
            isThere = isThere && place.via == DIRECT;
            (place.via, place.word) = (place.word, 0);
        }
        revert ArgumentPathInvalid(text, path);
    }

    /// @dev Finds a member of the tuple, or an element of the fixed-length array, between `start` and `end`: where its type
    /// begins and ends (zero: there is no such part), and how many words the parts before it have.
    function _part(bytes memory text, uint256 start, uint256 end, uint256 number)
        private
        pure
        returns (uint256 at, uint256 partEnd, uint256 skipped)
    {
        uint256 shape;
        if (text[end - 1] == ")") {
            partEnd = start;
            for (; number != 0; --number) {
                at = partEnd + 1;
                // After the last part, or within `()`.
                if (text[partEnd] == ")" || text[at] == ")") return (0, 0, 0);
                skipped += uint16(shape);
                (shape, partEnd) = _type(text, at, end, 0);
            }
            return (at, partEnd, skipped);
        }
        // The type of the elements ends where the last suffix begins.
        partEnd = end - 1;
        while (text[partEnd] != "[") --partEnd;
        (uint256 length,) = _number(text, partEnd + 1, MAX_ARRAY_LENGTH);
        if (number > length) return (0, 0, 0);
        (shape,) = _type(text, start, partEnd, 0);
        return (start, partEnd, (number - 1) * uint16(shape));
    }

    function _name(bytes memory text) private pure returns (uint256 at) {
        if (!_isIn(LETTERS, _ahead(text, 0))) _refuse(text, 0);
        unchecked {
            while (_isIn(LETTERS | DIGITS, _ahead(text, at))) ++at;
        }
    }

    function _tuple(bytes memory text, uint256 at, uint256 depth) private pure returns (uint256 shape, uint256) {
        if (depth > MAX_DEPTH) _refuse(text, at);
        uint256 words;
        bytes1 next;
        // Word counts stay below 2^14 each time.
        unchecked {
            do {
                uint256 member;
                (member, at) = _type(text, at + 1, text.length, depth);
                shape |= member & DYNAMIC;
                words += uint16(member);
                if (words > MAX_WORDS) _refuse(text, at);
                next = bytes1(_ahead(text, at));
            } while (next == ",");
            if (next != ")") _refuse(text, at);
            return (shape == 0 ? words : DYNAMIC | 1, at + 1);
        }
    }

    /// @param end Suffixes are read up to here.
    function _type(bytes memory text, uint256 at, uint256 end, uint256 depth) private pure returns (uint256, uint256) {
        uint256 shape;
        unchecked {
            bytes32 ahead = _ahead(text, at);
            // The most common types first.
            if (bytes7(ahead) == "uint256") (shape, at) = (_word(Kind.Unsigned), at + 7);
            else if (bytes7(ahead) == "address") (shape, at) = (_word(Kind.Word), at + 7);
            else if (bytes1(ahead) == "(") (shape, at) = _tuple(text, at, depth + 1);
            else (shape, at) = _elementary(text, at);
            while (at < end && bytes1(_ahead(text, at)) == "[") (shape, at) = _suffix(text, at + 1, shape);
        }
        return (shape, at);
    }

    function _suffix(bytes memory text, uint256 at, uint256 element) private pure returns (uint256 shape, uint256) {
        bool isDynamic = element & DYNAMIC != 0;
        unchecked {
            if (bytes1(_ahead(text, at)) == "]") {
                uint256 unit = isDynamic ? 0 : uint16(element);
                return ((unit << UNIT_AT) | _word(Kind.List) | DYNAMIC, at + 1);
            }
            (shape, at) = _number(text, at, MAX_ARRAY_LENGTH);
            if (shape == 0) _refuse(text, at);
            shape *= uint16(element);
            if (shape > MAX_WORDS || bytes1(_ahead(text, at)) != "]") _refuse(text, at);
            return (isDynamic ? DYNAMIC | 1 : shape, at + 1);
        }
    }

    function _elementary(bytes memory text, uint256 start) private pure returns (uint256 shape, uint256 at) {
        bytes32 ahead = _ahead(text, start);
        bytes32 base = ahead;
        at = start;
        unchecked {
            for (; _isIn(LOWER, ahead); ahead <<= 8) {
                ++at;
            }
            // Clears what follows its letters; the shift is at most 256.
            base &= ~(bytes32(type(uint256).max) >> (8 * (at - start)));
        }
        if (base == "address" || base == "bool") return (_word(Kind.Word), at);
        if (base == "string") return (_word(Kind.Bytes) | DYNAMIC, at);
        bool isSigned = base == "int";
        bool isInteger = isSigned || base == "uint";
        if (!isInteger && base != "bytes") _refuse(text, start);
        if (!isInteger && !_isIn(DIGITS, ahead)) return (_word(Kind.Bytes) | DYNAMIC, at);
        uint256 size;
        (size, at) = _number(text, at, isInteger ? 256 : 32);
        if (size == 0 || (isInteger && size % 8 != 0)) _refuse(text, at);
        return (_word(isSigned ? Kind.Signed : isInteger ? Kind.Unsigned : Kind.Word), at);
    }

    function _word(Kind kind) private pure returns (uint256) {
        return (uint256(kind) << KIND_AT) | 1;
    }

    /// @dev Reads a decimal number from 1 to `max` without leading zeros; returns zero if there is none.
    function _number(bytes memory text, uint256 at, uint256 max) private pure returns (uint256 number, uint256) {
        bytes32 ahead = _ahead(text, at);
        if (bytes1(ahead) == "0") return (0, at);
        unchecked {
            for (; _isIn(DIGITS, ahead); ahead <<= 8) {
                number = number * 10 + uint8(bytes1(ahead)) - 0x30;
                if (number > max) return (0, at);
                ++at;
            }
        }
        return (number, at);
    }

    function _ahead(bytes memory text, uint256 at) private pure returns (bytes32) {
        return bytes32(text.word(at));
    }

    function _isIn(uint256 set, bytes32 ahead) private pure returns (bool) {
        return (set >> uint8(bytes1(ahead))) & 1 != 0;
    }

    function _refuse(bytes memory text, uint256 at) private pure {
        revert FunctionSignatureInvalid(string(text), at < text.length ? at : text.length);
    }
}

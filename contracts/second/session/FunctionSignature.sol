// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Words} from "./Words.sol";

/// @title FunctionSignature
/// @notice Reads the text of a permission, `name(type,…)`: the selector that the chain enforces, and where in calldata the
/// argument stands that a path names.
/// @dev The grammar is strict, so that one function has one text: an identifier, then canonical ABI types (`uintN`, `intN`,
/// `address`, `bool`, `bytesN`, `bytes`, `string`, tuples in parentheses) with array suffixes (`[]`, `[k]`), separated by single
/// commas. No spaces, parameter names, aliases (`uint`), leading zeros, empty tuples or fixed-point types.
/// Every reader takes the place at which it begins and returns the one at which it stopped; values on the stack cost a third of
/// what a cursor in memory did. A reader may run past the end of the text, into whatever stands there: then it never stops at
/// the end, where {selectorOf} wants it.
library FunctionSignature {
    using Words for bytes;

    /// @notice What may be asked of an argument.
    enum Kind {
        Opaque, // a tuple or an array of fixed length: its parts may be named
        Unsigned, // uintN: its word; may be an amount
        Signed, // intN: its word, compared as two's complement
        Word, // address, bool, bytesN: its word
        Bytes, // bytes, string: length and hash
        List // an array of any length: length; hash, when its elements are static
    }

    /// @notice Where an argument stands.
    /// @param kind See {Kind}.
    /// @param unit Words of an element of a list; 0: its elements are dynamic.
    /// @param via Head word with the offset of the dynamic tuple or array that it is in; {DIRECT}: in none.
    /// @param word Head word, there. Of a dynamic argument, the word with its offset.
    struct Place {
        Kind kind;
        uint16 unit;
        uint16 via;
        uint16 word;
    }

    uint16 internal constant DIRECT = type(uint16).max;
    uint256 internal constant MAX_ARRAY_LENGTH = 256;
    /// @dev Half a megabyte of head: more than any transaction carries.
    uint256 internal constant MAX_WORDS = (1 << 14) - 1;
    uint256 internal constant MAX_DEPTH = 4;

    uint256 private constant UNIT_AT = 32;
    uint256 private constant KIND_AT = 24;
    uint256 private constant DYNAMIC = 1 << 16;

    // Elementary types as numbers, as {_readElementary} reads them.
    uint256 private constant UINT = uint32(bytes4("uint"));
    uint256 private constant INT = uint24(bytes3("int"));
    uint256 private constant UINT256 = uint56(bytes7("uint256"));
    uint256 private constant ADDRESS = uint56(bytes7("address"));
    uint256 private constant BOOL = uint32(bytes4("bool"));
    uint256 private constant BYTES = uint40(bytes5("bytes"));
    uint256 private constant STRING = uint48(bytes6("string"));

    uint256 private constant OPEN = uint8(bytes1("("));
    uint256 private constant CLOSE = uint8(bytes1(")"));
    uint256 private constant COMMA = uint8(bytes1(","));
    uint256 private constant OPEN_ARRAY = uint8(bytes1("["));
    uint256 private constant CLOSE_ARRAY = uint8(bytes1("]"));
    uint256 private constant EMPTY_TUPLE = uint16(bytes2("()"));

    // Sets of characters: bit c stands for the character of code c.
    uint256 private constant DIGITS = ((1 << 10) - 1) << 0x30;
    uint256 private constant LOWER = ((1 << 26) - 1) << 0x61;
    uint256 private constant UPPER = ((1 << 26) - 1) << 0x41;
    uint256 private constant LETTERS = LOWER | UPPER | (1 << 0x5f) | (1 << 0x24); // with _ and $

    /// @notice The text does not follow the grammar; `position` is the byte at which reading stopped.
    error FunctionSignatureInvalid(string seen, uint256 position);

    /// @notice The path names no argument of the function, or one behind more than one offset.
    error ArgumentPathInvalid(string functionSignature, string seen);

    /// @notice Reads a permission text.
    /// @param text For example `buy(uint256,uint256)`.
    /// @return selector First four bytes of keccak256(text).
    function selectorOf(string memory text) internal pure returns (bytes4 selector) {
        bytes memory bytes_ = bytes(text);
        uint256 at = _readName(bytes_);
        uint256 ahead = bytes_.word(at);
        if (ahead >> 240 == EMPTY_TUPLE) at += 2;
        else if (ahead >> 248 != OPEN) _refuse(bytes_, at);
        else (, at) = _readTuple(bytes_, at, bytes_.length, 0);
        if (at != bytes_.length) _refuse(bytes_, at);
        return bytes4(keccak256(bytes_));
    }

    /// @notice Finds the argument that a path names, such as `2` or `2.1`. The text is one that {selectorOf} has read.
    function locate(string memory text, string memory path) internal pure returns (Place memory place) {
        bytes memory bytes_ = bytes(text);
        bytes memory steps = bytes(path);
        place.via = DIRECT;
        uint256 at = _readName(bytes_);
        uint256 end = bytes_.length;
        // A native transfer is no function.
        if (bytes_[end - 1] != ")") revert ArgumentPathInvalid(text, path);
        uint256 step;
        uint256 word;
        for (uint256 stepAt = 0;; ++stepAt) {
            (step, stepAt) = _readStep(steps, stepAt);
            uint256 skipped;
            if (bytes_[end - 1] == ")") (at, end, skipped) = _member(bytes_, at, end, step);
            else (end, skipped) = _element(bytes_, at, end, step);
            // Zero: there is no such part.
            if (end == 0) revert ArgumentPathInvalid(text, path);
            word += skipped;
            (uint256 shape,) = _readType(bytes_, at, end, 0);
            if (stepAt == steps.length) {
                place.kind = Kind(uint8(shape >> KIND_AT));
                place.unit = uint16(shape >> UNIT_AT);
                place.word = uint16(word);
                return place;
            }
            if (Kind(uint8(shape >> KIND_AT)) != Kind.Opaque || steps[stepAt] != ".") {
                revert ArgumentPathInvalid(text, path);
            }
            if (shape & DYNAMIC == 0) continue;
            if (place.via != DIRECT) revert ArgumentPathInvalid(text, path);
            place.via = uint16(word);
            word = 0;
        }
    }

    /// @dev A member of the tuple that stands from `start` to `end`.
    function _member(bytes memory text, uint256 start, uint256 end, uint256 number)
        private
        pure
        returns (uint256 at, uint256 memberEnd, uint256 skipped)
    {
        at = start + 1;
        // `()` has none.
        if (at == end - 1) return (0, 0, 0);
        while (true) {
            uint256 shape;
            (shape, memberEnd) = _readType(text, at, end, 0);
            if (--number == 0) return (at, memberEnd, skipped);
            if (text[memberEnd] != ",") return (0, 0, 0);
            skipped += uint16(shape);
            at = memberEnd + 1;
        }
    }

    /// @dev An element of the array of fixed length that stands from `start` to `end`: its type ends where the last suffix begins.
    function _element(bytes memory text, uint256 start, uint256 end, uint256 number)
        private
        pure
        returns (uint256 elementEnd, uint256 skipped)
    {
        elementEnd = end - 1;
        while (text[elementEnd] != "[") --elementEnd;
        (uint256 length,) = _readNumber(text, elementEnd + 1, MAX_ARRAY_LENGTH);
        if (number > length) return (0, 0);
        (uint256 shape,) = _readType(text, start, elementEnd, 0);
        return (elementEnd, (number - 1) * uint16(shape));
    }

    /// @dev One number of a path; 0, which counts nothing, when there is none.
    function _readStep(bytes memory path, uint256 start) private pure returns (uint256 number, uint256 at) {
        at = start;
        while (at < path.length && at < start + 3 && _isIn(DIGITS, uint8(path[at]))) {
            number = number * 10 + (uint8(path[at]) - 0x30);
            ++at;
        }
        // One argument has one path.
        if (number == 0 || path[start] == "0") revert ArgumentPathInvalid("", string(path));
    }

    function _readName(bytes memory text) private pure returns (uint256 at) {
        uint256 ahead = text.word(0);
        if (!_isIn(LETTERS, ahead >> 248)) _refuse(text, 0);
        // No text is so long that this wraps.
        unchecked {
            while (_isIn(LETTERS | DIGITS, ahead >> 248)) {
                ++at;
                ahead = at & 31 == 0 ? text.word(at) : ahead << 8;
            }
        }
    }

    /// @dev `(type,…)`, one type at least.
    function _readTuple(bytes memory text, uint256 start, uint256 end, uint256 depth)
        private
        pure
        returns (uint256 shape, uint256 at)
    {
        if (depth > MAX_DEPTH) _refuse(text, start);
        at = start;
        uint256 words;
        uint256 dynamic;
        uint256 next;
        // Words are below 2^14 each time; no text is so long that its place wraps.
        unchecked {
            do {
                uint256 member;
                (member, at) = _readType(text, at + 1, end, depth);
                dynamic |= member & DYNAMIC;
                words += uint16(member);
                if (words > MAX_WORDS) _refuse(text, at);
                next = text.word(at) >> 248;
            } while (next == COMMA);
            if (next != CLOSE) _refuse(text, at);
            return (dynamic | (dynamic == 0 ? words : 1), at + 1);
        }
    }

    /// @param end Suffixes are read up to here.
    function _readType(bytes memory text, uint256 start, uint256 end, uint256 depth)
        private
        pure
        returns (uint256 shape, uint256 at)
    {
        // No text is so long that its place wraps.
        unchecked {
            uint256 ahead = text.word(start);
            // The most common ones first.
            if (ahead >> 200 == UINT256) (shape, at) = (_word(Kind.Unsigned), start + 7);
            else if (ahead >> 200 == ADDRESS) (shape, at) = (_word(Kind.Word), start + 7);
            else if (ahead >> 248 == OPEN) (shape, at) = _readTuple(text, start, end, depth + 1);
            else (shape, at) = _readElementary(text, start, ahead);
            while (at < end && text.word(at) >> 248 == OPEN_ARRAY) (shape, at) = _readSuffix(text, at + 1, shape);
        }
    }

    /// @param element The shape of the elements.
    function _readSuffix(bytes memory text, uint256 start, uint256 element)
        private
        pure
        returns (uint256 shape, uint256 at)
    {
        at = start;
        unchecked {
            if (text.word(at) >> 248 == CLOSE_ARRAY) {
                uint256 unit = element & DYNAMIC == 0 ? uint16(element) : 0;
                return ((unit << UNIT_AT) | (uint256(Kind.List) << KIND_AT) | DYNAMIC | 1, at + 1);
            }
            uint256 length;
            (length, at) = _readNumber(text, at, MAX_ARRAY_LENGTH);
            length *= uint16(element);
            if (length > MAX_WORDS || text.word(at) >> 248 != CLOSE_ARRAY) _refuse(text, at);
            return (element & DYNAMIC == 0 ? length : DYNAMIC | 1, at + 1);
        }
    }

    /// @dev Its letters are read as one number, eight at most: no type has more than seven.
    /// @param ahead What follows from `start` on.
    function _readElementary(bytes memory text, uint256 start, uint256 ahead)
        private
        pure
        returns (uint256 shape, uint256 at)
    {
        at = start;
        uint256 base;
        // No text is so long that this wraps.
        unchecked {
            for (; _isIn(LOWER, ahead >> 248) && base >> 56 == 0; ahead <<= 8) {
                base = (base << 8) | (ahead >> 248);
                ++at;
            }
        }
        if (base == UINT) return (_word(Kind.Unsigned), _readBits(text, at));
        if (base == INT) return (_word(Kind.Signed), _readBits(text, at));
        if (base == ADDRESS || base == BOOL) return (_word(Kind.Word), at);
        if (base == STRING) return (_word(Kind.Bytes) | DYNAMIC, at);
        if (base != BYTES) _refuse(text, start);
        if (!_isIn(DIGITS, ahead >> 248)) return (_word(Kind.Bytes) | DYNAMIC, at);
        (, at) = _readNumber(text, at, 32);
        return (_word(Kind.Word), at);
    }

    function _word(Kind kind) private pure returns (uint256) {
        return (uint256(kind) << KIND_AT) | 1;
    }

    function _readBits(bytes memory text, uint256 start) private pure returns (uint256 at) {
        uint256 bits;
        (bits, at) = _readNumber(text, start, 256);
        if (bits % 8 != 0) _refuse(text, at);
    }

    /// @dev A decimal number from 1 to `max` without leading zeros.
    /// @param max Below 1,000: at most four digits are read.
    function _readNumber(bytes memory text, uint256 start, uint256 max)
        private
        pure
        returns (uint256 number, uint256 at)
    {
        at = start;
        uint256 ahead = text.word(start);
        if (ahead >> 248 == 0x30 || !_isIn(DIGITS, ahead >> 248)) _refuse(text, at);
        unchecked {
            for (; _isIn(DIGITS, ahead >> 248); ahead <<= 8) {
                number = number * 10 + ((ahead >> 248) - 0x30);
                if (number > max) _refuse(text, at);
                ++at;
            }
        }
    }

    /// @dev Whether a character is in a set. Zero is in none.
    function _isIn(uint256 set, uint256 character) private pure returns (bool) {
        return (set >> character) & 1 != 0;
    }

    function _refuse(bytes memory text, uint256 at) private pure {
        revert FunctionSignatureInvalid(string(text), at < text.length ? at : text.length);
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {FunctionSignature, Kind, Place} from "./FunctionSignature.sol";
import {CONDITION_TYPEHASH, LIMIT_TYPEHASH, POLICY_TYPEHASH} from "./Grant.sol";
import {ISessionValidator} from "./ISessionValidator.sol";
import {Rules} from "./Rules.sol";
import {Cursor, Words} from "./Words.sol";

/// @title DetailReader
/// @notice Reads what a packed permission says beyond the right to call; {GrantReader} shows the layout.
abstract contract DetailReader {
    using FunctionSignature for string;
    using Words for bytes;

    uint256 internal constant MAX_CONDITIONS = 16;

    /// @notice The content of a packed grant; see {Grant} and {Rules}.
    /// @param paysValue Whether a rule allows native coin to be sent.
    /// @param structHash EIP-712 struct hash of the grant, which the owner signed in the module's domain.
    /// @param end Where the owner's signature begins. The caller must check that this is within the data.
    struct Reading {
        uint48 validAfter;
        uint48 validUntil;
        uint16 maxActions;
        uint96 maxSpend;
        uint64 maxGasWei;
        bytes32 epoch;
        bool paysValue;
        bytes rules;
        bytes32 structHash;
        uint256 end;
    }

    /// @dev A permission in the form that EIP-712 encodes.
    struct Signed {
        bytes32 typehash;
        address target;
        bytes32 functionSignature;
        uint256 maxValue;
        bytes32 spendArgument;
        bytes32 period;
        bytes32 limits;
        bytes32 conditions;
        bytes32 policies;
    }

    /// @dev A grant while it is read: the current permission with its details, and the rules so far.
    /// @param seen One bit per function: whether another rule for it is possible.
    struct Draft {
        Cursor from;
        Reading grant;
        string text;
        Signed signed;
        bytes details;
        bytes targets;
        bytes table;
        bytes allDetails;
        uint256 seen;
        bool spends;
    }

    /// @dev An unlimited count has the highest number, which is never reached: there are fewer actions, and less native coin.
    struct Counts {
        uint256 seen;
        uint16 via;
        uint16 word;
        uint32 calls;
        uint96 amount;
        uint96 value;
    }

    /// @dev A number without a word, an unknown flag, or a flag for an empty list: a grant has exactly one packed form.
    error PackedWordUnknown(uint256 seen);

    /// @dev Reads no details when there is only the right to call. The flags are the same as in {Rules}.
    function _readDetails(Draft memory draft, uint256 flags) internal pure {
        uint256 maxValue = draft.signed.maxValue;
        bool isCounted = flags & Rules.COUNTED != 0;
        require(isCounted || maxValue == 0, ISessionValidator.PermissionValueUncounted(draft.signed.target));
        draft.details = flags == 0 ? bytes("") : abi.encodePacked(uint8(flags), uint128(maxValue));
        if (isCounted) _readLimits(draft);
        if (flags & Rules.CONDITIONED != 0) draft.signed.conditions = _readList(draft, MAX_CONDITIONS, _readCondition);
        if (flags & Rules.POLICED != 0) draft.signed.policies = _readList(draft, type(uint8).max, _readPolicy);
    }

    function _readLimits(Draft memory draft) private pure {
        uint256 period = draft.from.take(1);
        string memory word = _wordOf(["session", "hour", "day", "week"], period);
        uint256 count = draft.from.take(1);
        require(count != 0, ISessionValidator.PermissionPeriod(word));
        uint16 direct = FunctionSignature.DIRECT;
        Counts memory counts = Counts(0, direct, direct, type(uint32).max, type(uint96).max, type(uint96).max);
        bytes memory hashes;
        for (; count != 0; --count) {
            hashes = bytes.concat(hashes, _readLimit(draft, counts));
        }
        (draft.signed.period, draft.signed.limits) = (keccak256(bytes(word)), keccak256(hashes));
        // A function that takes no value has no value to count.
        uint256 maxValue = draft.signed.maxValue;
        bool isBounded = (counts.seen & 2 != 0) == (maxValue != 0) && maxValue <= counts.value;
        require(isBounded, ISessionValidator.PermissionValueUncounted(draft.signed.target));
        draft.details = abi.encodePacked(
            draft.details, uint8(period), counts.via, counts.word, counts.calls, counts.amount, counts.value
        );
    }

    function _readLimit(Draft memory draft, Counts memory counts) private pure returns (bytes32) {
        string memory counted = draft.from.takeText();
        uint96 max = uint96(draft.from.take(12));
        bytes32 hash = keccak256(bytes(counted));
        uint256 bit = 4;
        if (hash == keccak256("calls")) {
            require(max <= draft.grant.maxActions, ISessionValidator.LimitUnreachable(counted, max));
            (bit, counts.calls) = (1, uint32(max));
        } else if (hash == keccak256("value")) {
            (bit, counts.value) = (2, max);
        } else {
            Place memory place = _locateAmount(draft, counted);
            (counts.amount, counts.via, counts.word) = (max, place.via, place.word);
        }
        require(counts.seen & bit == 0 && max != 0, ISessionValidator.LimitRefused(counted, max));
        counts.seen |= bit;
        return keccak256(abi.encode(LIMIT_TYPEHASH, hash, max));
    }

    function _locateAmount(Draft memory draft, string memory path) internal pure returns (Place memory place) {
        place = draft.text.locate(path);
        require(place.kind == Kind.Unsigned, ISessionValidator.ArgumentNotComparable(draft.text, path));
    }

    function _readList(Draft memory draft, uint256 max, function(Draft memory) pure returns (bytes32) readOne)
        private
        pure
        returns (bytes32)
    {
        uint256 count = draft.from.take(1);
        require(count != 0, PackedWordUnknown(count));
        require(count <= max, ISessionValidator.PermissionConditionCount(count, max));
        draft.details = abi.encodePacked(draft.details, uint8(count));
        bytes memory hashes;
        for (; count != 0; --count) {
            hashes = bytes.concat(hashes, readOne(draft));
        }
        return keccak256(hashes);
    }

    function _readCondition(Draft memory draft) private pure returns (bytes32) {
        string memory argument = draft.from.takeText();
        uint256 number = draft.from.take(1);
        string memory rule = _wordOf(["between", "one of", "length between", "hash one of"], number);
        uint256 count = draft.from.take(1);
        bytes memory values = draft.from.takeBytes(count * 32);
        Place memory place = draft.text.locate(argument);
        (bool isComparable, Rules.Test test) = _testOf(place, number);
        require(isComparable, ISessionValidator.ArgumentNotComparable(draft.text, argument));
        require(_isSatisfiable(test, values), ISessionValidator.ConditionEmpty(argument, rule));
        draft.details =
            abi.encodePacked(draft.details, uint8(test), place.unit, place.via, place.word, uint8(count), values);
        bytes32[3] memory words = [keccak256(bytes(argument)), keccak256(bytes(rule)), keccak256(values)];
        return keccak256(abi.encode(CONDITION_TYPEHASH, words));
    }

    /// @dev Two rules are for words, two for dynamic arguments. The hash of dynamic elements depends on how they were encoded.
    function _testOf(Place memory place, uint256 rule) private pure returns (bool isComparable, Rules.Test test) {
        Kind kind = place.kind;
        bool isFixed = kind != Kind.List || place.unit != 0 || rule != 3;
        isComparable = kind != Kind.Opaque && isFixed && (kind >= Kind.Bytes) == (rule >= 2);
        test = Rules.Test(rule == 0 && kind != Kind.Signed ? 0 : rule + 1);
    }

    function _isSatisfiable(Rules.Test test, bytes memory values) private pure returns (bool) {
        if (test == Rules.Test.OneOf || test == Rules.Test.HashOneOf) return values.length != 0;
        (uint256 min, uint256 max) = (values.word(0), values.word(32));
        return values.length == 64 && (test == Rules.Test.SignedBetween ? int256(min) <= int256(max) : min <= max);
    }

    function _readPolicy(Draft memory draft) private pure returns (bytes32) {
        address policy = address(uint160(draft.from.take(20)));
        uint256 length = draft.from.take(2);
        bytes memory config = draft.from.takeBytes(length);
        draft.details = abi.encodePacked(draft.details, policy, uint16(length), config);
        return keccak256(abi.encode(POLICY_TYPEHASH, policy, keccak256(config)));
    }

    function _wordOf(string[4] memory words, uint256 number) private pure returns (string memory) {
        require(number < 4, PackedWordUnknown(number));
        return words[number];
    }
}

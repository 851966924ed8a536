// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {FunctionSignature} from "./FunctionSignature.sol";
import {Condition, Limit, Permission, Policy} from "./Grant.sol";
import {GrantHash} from "./GrantHash.sol";
import {ISessionValidator} from "./ISessionValidator.sol";
import {MemoryWord} from "./MemoryWord.sol";
import {PackedGrant} from "./PackedGrant.sol";
import {Period} from "./Period.sol";
import {Rule, RuleLibrary, Rules} from "./Rules.sol";

/// @title GrantReader
/// @notice Reads what an owner signed, each permission once: to the hash of the signed text, and to the rule that is enforced. A
/// contract of its own because it is needed when a session begins and never again. Pure: whoever calls it gets the same answer.
contract GrantReader {
    using FunctionSignature for string;
    using MemoryWord for bytes;

    uint256 internal constant MAX_PERMISSIONS = 128;
    uint256 internal constant MAX_CONDITIONS = 16;

    /// @notice What a packed grant says.
    /// @param terms All but what the operation says by itself.
    /// @param rules See {Rules}.
    /// @param structHash EIP-712 struct hash of the grant, which the owner signed in the module's domain.
    /// @param end Where the owner's signature begins. Whether that is within the data is the caller's to check.
    struct Reading {
        PackedGrant.Terms terms;
        bytes rules;
        bytes32 structHash;
        uint256 end;
    }

    /// @notice Reads a packed grant.
    /// @param account The account that the grant is for; an operation says it by itself, as paymaster and lane.
    /// @param keyHash keccak256 of the session key as an ERC-7913 signer.
    /// @param data {PackedGrant} || owner's signature.
    /// @dev Reverts on whatever does not follow the grammar of grants, with an error of {ISessionValidator}.
    function read(address account, bytes32 keyHash, address paymaster, uint192 nonceKey, bytes calldata data)
        external
        pure
        returns (Reading memory grant)
    {
        (PackedGrant.Terms memory terms, uint256 count, uint256 at) = PackedGrant.readTerms(data);
        require(
            count > 0 && count <= MAX_PERMISSIONS, ISessionValidator.GrantPermissionCount(count, 1, MAX_PERMISSIONS)
        );
        bytes32 permissions;
        (grant.rules, permissions, grant.end) = _readPermissions(data, at, count, terms);
        grant.terms = terms;
        // Two halves, joined: twelve words at once are too many for the stack.
        grant.structHash = keccak256(
            bytes.concat(
                abi.encode(
                    GrantHash.GRANT_TYPEHASH, account, keyHash, terms.validAfter, terms.validUntil, terms.maxActions
                ),
                abi.encode(terms.maxSpend, terms.maxGasWei, paymaster, nonceKey, terms.epoch, permissions)
            )
        );
    }

    /// @dev Rules as they grow.
    struct Draft {
        bytes targets;
        bytes table;
        bytes details;
        uint256 seen;
        address target;
        bool spends;
    }

    function _readPermissions(bytes calldata data, uint256 at, uint256 count, PackedGrant.Terms memory terms)
        private
        pure
        returns (bytes memory rules, bytes32 permissionsHash, uint256)
    {
        bytes32[] memory hashes = new bytes32[](count);
        Draft memory draft;
        for (uint256 i = 0; i < count; ++i) {
            bool isPlain;
            address target;
            string memory text;
            (isPlain, target, text, at) = PackedGrant.readPlain(data, at, draft.target);
            if (isPlain) {
                hashes[i] = GrantHash.hashPlain(target, text);
                _turnTo(draft, target);
                _addRule(draft, text.selectorOf(), 0, "");
            } else {
                Permission memory permission;
                (permission, at) = PackedGrant.readPermission(data, at, draft.target);
                hashes[i] = GrantHash.hash(permission);
                _turnTo(draft, permission.target);
                _addPermission(draft, permission, terms);
            }
        }
        require(draft.spends || terms.maxSpend == 0, ISessionValidator.GrantSpendUnused(terms.maxSpend));
        rules = abi.encodePacked(
            uint8(draft.targets.length / Rules.TARGET_BYTES), uint8(count), draft.targets, draft.table, draft.details
        );
        return (rules, keccak256(abi.encodePacked(hashes)), at);
    }

    /// @dev Neighbours share one entry; the first has one, whatever its target.
    function _turnTo(Draft memory draft, address target) private pure {
        if (draft.targets.length != 0 && target == draft.target) return;
        draft.target = target;
        draft.targets = bytes.concat(draft.targets, bytes20(target));
    }

    function _addPermission(Draft memory draft, Permission memory permission, PackedGrant.Terms memory terms)
        private
        pure
    {
        bool isNative = _is(permission.functionSignature, Rules.NATIVE_TRANSFER);
        bytes4 selector = isNative ? bytes4(0) : permission.functionSignature.selectorOf();
        uint8 spendWord = _spendWord(permission);
        if (spendWord != 0) draft.spends = true;
        _addRule(draft, selector, spendWord, _packDetails(permission, isNative, terms));
    }

    function _addRule(Draft memory draft, bytes4 selector, uint8 spendWord, bytes memory details) private pure {
        uint256 detailsAt = details.length == 0 ? 0 : draft.details.length + 1;
        require(detailsAt <= type(uint16).max, ISessionValidator.GrantTooLong(detailsAt));
        uint256 target = draft.targets.length / Rules.TARGET_BYTES - 1;
        Rule rule = RuleLibrary.pack(selector, target, spendWord, detailsAt);
        // A bit for each function says whether there can be another rule for it.
        uint256 bit = 1 << uint8(uint32(selector));
        if (draft.seen & bit != 0) _requireApart(draft, rule, details);
        draft.seen |= bit;
        draft.table = bytes.concat(draft.table, bytes8(uint64(Rule.unwrap(rule))));
        if (details.length != 0) draft.details = bytes.concat(draft.details, details);
    }

    /// @dev Of two rules for one function, one without a condition would undo the other.
    function _requireApart(Draft memory draft, Rule rule, bytes memory details) private pure {
        bytes memory table = draft.table;
        for (uint256 i = 0; i < table.length; i += Rules.RULE_BYTES) {
            Rule other = Rule.wrap(table.word(i) >> 192);
            if (other.selector() != rule.selector() || _targetOf(draft, other) != draft.target) continue;
            require(
                _isConditioned(details, 0) && other.detailsAt() != 0
                    && _isConditioned(draft.details, other.detailsAt() - 1),
                ISessionValidator.PermissionDuplicate(draft.target, rule.selector())
            );
        }
    }

    function _targetOf(Draft memory draft, Rule rule) private pure returns (address) {
        return address(bytes20(bytes32(draft.targets.word(rule.targetNumber() * Rules.TARGET_BYTES))));
    }

    function _isConditioned(bytes memory details, uint256 at) private pure returns (bool) {
        return details.length != 0 && (details.word(at) >> 248) & Rules.CONDITIONED != 0;
    }

    /// @dev The place of the amount argument plus one; 0 when none is named. It is kept in eight bits.
    function _spendWord(Permission memory permission) private pure returns (uint8) {
        if (bytes(permission.spendArgument).length == 0) return 0;
        FunctionSignature.Place memory place = permission.functionSignature.locate(permission.spendArgument);
        require(
            place.kind == FunctionSignature.Kind.Unsigned && place.via == FunctionSignature.DIRECT
                && place.word < type(uint8).max,
            ISessionValidator.ArgumentNotComparable(permission.functionSignature, permission.spendArgument)
        );
        return uint8(place.word + 1);
    }

    // ---------------------------------------------------------------- details

    /// @return details Nothing when the right to call is all there is.
    function _packDetails(Permission memory permission, bool isNative, PackedGrant.Terms memory terms)
        private
        pure
        returns (bytes memory details)
    {
        bool isCounted = permission.limits.length != 0;
        require(
            isCounted == (bytes(permission.period).length != 0), ISessionValidator.PermissionPeriod(permission.period)
        );
        if (isNative) _requireNothingElse(permission);
        uint256 flags = isNative ? Rules.NATIVE : 0;
        if (isCounted) flags |= Rules.COUNTED;
        if (permission.conditions.length != 0) flags |= Rules.CONDITIONED;
        if (permission.policies.length != 0) flags |= Rules.POLICED;
        if (flags == 0 && permission.maxValue == 0) return "";
        details = abi.encodePacked(uint8(flags), permission.maxValue);
        if (isCounted) details = bytes.concat(details, _packCounts(permission, terms));
        else require(permission.maxValue == 0, ISessionValidator.PermissionValueUncounted(permission.target));
        if (permission.conditions.length != 0) details = bytes.concat(details, _packConditions(permission));
        if (permission.policies.length != 0) details = bytes.concat(details, _packPolicies(permission.policies));
    }

    /// @dev A transfer of the native coin has no arguments, and moves something.
    function _requireNothingElse(Permission memory permission) private pure {
        require(
            permission.maxValue != 0 && permission.conditions.length == 0
                && bytes(permission.spendArgument).length == 0,
            ISessionValidator.PermissionNotTransfer(permission.target)
        );
    }

    /// @dev What is not limited has the highest number, which nothing reaches: there are fewer actions, and less native coin.
    function _packCounts(Permission memory permission, PackedGrant.Terms memory terms)
        private
        pure
        returns (bytes memory)
    {
        uint32 maxCalls = type(uint32).max;
        uint96 maxAmount = type(uint96).max;
        uint96 maxTotal = permission.maxValue == 0 ? type(uint96).max : 0;
        uint16 via = FunctionSignature.DIRECT;
        uint16 word = FunctionSignature.DIRECT;
        uint256 seen;
        for (uint256 i = 0; i < permission.limits.length; ++i) {
            Limit memory limit = permission.limits[i];
            uint256 bit;
            if (_is(limit.counted, "calls")) {
                require(limit.max <= terms.maxActions, ISessionValidator.LimitUnreachable(limit.counted, limit.max));
                (bit, maxCalls) = (1, uint32(limit.max));
            } else if (_is(limit.counted, "value")) {
                (bit, maxTotal) = (2, limit.max);
            } else {
                FunctionSignature.Place memory place = permission.functionSignature.locate(limit.counted);
                require(
                    place.kind == FunctionSignature.Kind.Unsigned,
                    ISessionValidator.ArgumentNotComparable(permission.functionSignature, limit.counted)
                );
                (bit, maxAmount, via, word) = (4, limit.max, place.via, place.word);
            }
            require(seen & bit == 0 && limit.max != 0, ISessionValidator.LimitRefused(limit.counted, limit.max));
            seen |= bit;
        }
        // Of a function that takes no value there is none to count.
        require(
            (seen & 2 != 0) == (permission.maxValue != 0) && permission.maxValue <= maxTotal,
            ISessionValidator.PermissionValueUncounted(permission.target)
        );
        return abi.encodePacked(Period.numberOf(permission.period), via, word, maxCalls, maxAmount, maxTotal);
    }

    function _packConditions(Permission memory permission) private pure returns (bytes memory packed) {
        uint256 count = permission.conditions.length;
        require(count <= MAX_CONDITIONS, ISessionValidator.PermissionConditionCount(count, MAX_CONDITIONS));
        packed = abi.encodePacked(uint8(count));
        for (uint256 i = 0; i < count; ++i) {
            Condition memory condition = permission.conditions[i];
            FunctionSignature.Place memory place = permission.functionSignature.locate(condition.argument);
            Rules.Test test = _testOf(permission.functionSignature, condition, place);
            _requireSatisfiable(condition, test);
            packed = abi.encodePacked(
                packed, uint8(test), place.unit, place.via, place.word, uint8(condition.values.length), condition.values
            );
        }
    }

    function _testOf(string memory text, Condition memory condition, FunctionSignature.Place memory place)
        private
        pure
        returns (Rules.Test)
    {
        FunctionSignature.Kind kind = place.kind;
        bool isWord = kind == FunctionSignature.Kind.Unsigned || kind == FunctionSignature.Kind.Signed
            || kind == FunctionSignature.Kind.Word;
        bool isList = kind == FunctionSignature.Kind.List;
        bool isDynamic = isList || kind == FunctionSignature.Kind.Bytes;
        if (isWord && _is(condition.rule, "between")) {
            return kind == FunctionSignature.Kind.Signed ? Rules.Test.SignedBetween : Rules.Test.UnsignedBetween;
        }
        if (isWord && _is(condition.rule, "one of")) return Rules.Test.OneOf;
        if (isDynamic && _is(condition.rule, "length between")) return Rules.Test.LengthBetween;
        // What dynamic elements hash to depends on how they were encoded.
        require(
            isDynamic && (!isList || place.unit != 0) && _is(condition.rule, "hash one of"),
            ISessionValidator.ArgumentNotComparable(text, condition.argument)
        );
        return Rules.Test.HashOneOf;
    }

    function _requireSatisfiable(Condition memory condition, Rules.Test test) private pure {
        uint256[] memory values = condition.values;
        bool fits;
        if (test == Rules.Test.OneOf || test == Rules.Test.HashOneOf) {
            fits = values.length != 0;
        } else if (values.length == 2) {
            fits = test == Rules.Test.SignedBetween ? int256(values[0]) <= int256(values[1]) : values[0] <= values[1];
        }
        require(fits, ISessionValidator.ConditionEmpty(condition.argument, condition.rule));
    }

    function _packPolicies(Policy[] memory policies) private pure returns (bytes memory packed) {
        packed = abi.encodePacked(uint8(policies.length));
        for (uint256 i = 0; i < policies.length; ++i) {
            bytes memory config = policies[i].config;
            packed = abi.encodePacked(packed, policies[i].policy, uint16(config.length), config);
        }
    }

    function _is(string memory a, string memory b) private pure returns (bool) {
        return keccak256(bytes(a)) == keccak256(bytes(b));
    }
}

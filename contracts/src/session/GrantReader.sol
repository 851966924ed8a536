// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {DetailReader} from "./DetailReader.sol";
import {FunctionSignature, Place} from "./FunctionSignature.sol";
import {GRANT_TYPEHASH, PERMISSION_TYPEHASH} from "./Grant.sol";
import {ISessionValidator} from "./ISessionValidator.sol";
import {Rule, Rules} from "./Rules.sol";
import {Words} from "./Words.sol";

/// @title GrantReader
/// @notice Reads a packed grant once and returns the hash of what the owner signed and the rules that are enforced.
/// The packed {Grant} leaves out what the operation itself says (account, paymaster, lane) and what is elsewhere in the
/// signature (the key). Layout of the terms: [ validAfter: 6 | validUntil: 6 | maxActions: 2 | maxSpend: 12 | maxGasWei: 8 |
/// epoch: 32 | permissions: 1 ]; of a permission: [ flags: 1 | text ] and, for each flag, in this order: [ target: 20 ],
/// [ maxValue: 16 ], [ spendArgument: text ], [ period: 1 | limits: 1 | limits × [ counted: text | max: 12 ] ],
/// [ conditions: 1 | conditions × [ argument: text | rule: 1 | values: 1 | values × 32 ] ],
/// [ policies: 1 | policies × [ policy: 20 | length: 2 | config ] ]. A text has its length in one byte before it; words from a
/// closed list are numbers. A permission without a target has the target of the previous one.
contract GrantReader is DetailReader {
    using FunctionSignature for string;
    using Words for bytes;

    uint256 internal constant MAX_PERMISSIONS = 128;

    bytes32 private constant NONE = keccak256("");

    uint256 private constant OTHER_TARGET = 1;
    uint256 private constant VALUED = 2;
    uint256 private constant SPENDING = 4;
    /// @dev From this bit on, the flags are the same as in {Rules}: counted, conditioned, policed.
    uint256 private constant DETAILED_AT = 3;

    /// @notice Reads a grant for an account, a paymaster (zero: none) and a lane. Reverts on anything that breaks the grammar.
    /// @param keyHash keccak256 of the session key as an ERC-7913 signer.
    /// @param data Packed grant || owner's signature.
    function read(address account, bytes32 keyHash, address paymaster, uint192 nonceKey, bytes calldata data)
        external
        pure
        returns (Reading memory grant)
    {
        Draft memory draft;
        grant = draft.grant;
        draft.from.data = data;
        draft.signed.typehash = PERMISSION_TYPEHASH;
        bytes32 permissions = _read(draft);
        // Three parts, joined: twelve words at once are too many for the stack.
        bytes memory head = abi.encode(GRANT_TYPEHASH, account, keyHash, grant.validAfter, grant.validUntil);
        bytes memory caps = abi.encode(grant.maxActions, grant.maxSpend, grant.maxGasWei);
        bytes memory tail = abi.encode(paymaster, nonceKey, grant.epoch, permissions);
        grant.structHash = keccak256(bytes.concat(head, caps, tail));
    }

    function _read(Draft memory draft) private pure returns (bytes32) {
        Reading memory grant = draft.grant;
        grant.validAfter = uint48(draft.from.take(6));
        grant.validUntil = uint48(draft.from.take(6));
        grant.maxActions = uint16(draft.from.take(2));
        grant.maxSpend = uint96(draft.from.take(12));
        grant.maxGasWei = uint64(draft.from.take(8));
        grant.epoch = bytes32(draft.from.take(32));
        uint256 count = draft.from.take(1);
        bool isList = count > 0 && count <= MAX_PERMISSIONS;
        require(isList, ISessionValidator.GrantPermissionCount(count, 1, MAX_PERMISSIONS));
        bytes32[] memory hashes = new bytes32[](count);
        for (uint256 i = 0; i < count; ++i) {
            _readPermission(draft);
            hashes[i] = keccak256(abi.encode(draft.signed));
        }
        require(draft.spends || grant.maxSpend == 0, ISessionValidator.GrantSpendUnused(grant.maxSpend));
        uint8 targets = uint8(draft.targets.length / Rules.TARGET_BYTES);
        grant.rules = abi.encodePacked(targets, uint8(count), draft.targets, draft.table, draft.allDetails);
        grant.end = draft.from.at;
        return keccak256(abi.encodePacked(hashes));
    }

    function _readPermission(Draft memory draft) private pure {
        uint256 flags = draft.from.take(1);
        require(flags < 1 << (DETAILED_AT + 3), PackedWordUnknown(flags));
        draft.text = draft.from.takeText();
        bytes32 textHash = keccak256(bytes(draft.text));
        bool isNative = textHash == Rules.NATIVE_TRANSFER;
        bytes4 selector = isNative ? bytes4(0) : draft.text.selectorOf();
        Signed memory signed = draft.signed;
        address target = flags & OTHER_TARGET == 0 ? signed.target : address(uint160(draft.from.take(20)));
        // Neighbours share one entry; the first permission has its own, whatever its target.
        if (draft.targets.length == 0 || target != signed.target) {
            draft.targets = bytes.concat(draft.targets, bytes20(target));
        }
        uint256 maxValue = flags & VALUED == 0 ? 0 : draft.from.take(16);
        if (maxValue != 0) draft.grant.paysValue = true;
        (signed.target, signed.functionSignature, signed.maxValue) = (target, textHash, maxValue);
        signed.spendArgument = signed.period = signed.limits = signed.conditions = signed.policies = NONE;
        uint8 spendWord = flags & SPENDING == 0 ? 0 : _readSpendWord(draft);
        flags >>= DETAILED_AT;
        if (isNative) {
            // A native transfer has no arguments and must send something.
            bool isTransfer = maxValue != 0 && spendWord == 0 && flags & Rules.CONDITIONED == 0;
            require(isTransfer, ISessionValidator.PermissionNotTransfer(target));
            flags |= Rules.NATIVE;
        }
        _readDetails(draft, flags);
        _addRule(draft, selector, spendWord);
    }

    function _readSpendWord(Draft memory draft) private pure returns (uint8) {
        string memory path = draft.from.takeText();
        draft.signed.spendArgument = keccak256(bytes(path));
        Place memory place = _locateAmount(draft, path);
        bool isPlain = place.via == FunctionSignature.DIRECT && place.word < type(uint8).max;
        require(isPlain, ISessionValidator.ArgumentNotComparable(draft.text, path));
        draft.spends = true;
        return uint8(place.word + 1);
    }

    function _addRule(Draft memory draft, bytes4 selector, uint8 spendWord) private pure {
        uint256 detailsAt = draft.details.length == 0 ? 0 : draft.allDetails.length + 1;
        require(detailsAt <= type(uint16).max, ISessionValidator.GrantTooLong(detailsAt));
        uint256 bit = 1 << uint8(uint32(selector));
        if (draft.seen & bit != 0) _requireApart(draft, selector);
        draft.seen |= bit;
        uint256 target = draft.targets.length / Rules.TARGET_BYTES - 1;
        draft.table = abi.encodePacked(draft.table, selector, uint8(target), spendWord, uint16(detailsAt));
        if (detailsAt != 0) draft.allDetails = bytes.concat(draft.allDetails, draft.details);
    }

    /// @dev If a function has two rules, one without a condition would cancel the other.
    function _requireApart(Draft memory draft, bytes4 selector) private pure {
        address target = draft.signed.target;
        for (uint256 i = 0; i < draft.table.length; i += Rules.RULE_BYTES) {
            Rule other = Rule.wrap(draft.table.word(i) >> 192);
            uint256 otherTarget = draft.targets.word(other.targetNumber() * Rules.TARGET_BYTES) >> 96;
            if (other.selector() != selector || address(uint160(otherTarget)) != target) continue;
            bool isApart = draft.signed.conditions != NONE && other.detailsAt() != 0
                && (draft.allDetails.word(other.detailsAt() - 1) >> 248) & Rules.CONDITIONED != 0;
            require(isApart, ISessionValidator.PermissionDuplicate(target, selector));
        }
    }
}

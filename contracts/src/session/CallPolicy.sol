// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IERC7579ModuleConfig, Execution} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";
import {ERC7579Utils} from "@openzeppelin/contracts/account/utils/draft-ERC7579Utils.sol";

import {CalldataWord} from "./CalldataWord.sol";
import {Arguments, FunctionSignature} from "./FunctionSignature.sol";
import {ArgumentBound, Permission} from "./Grant.sol";
import {ISessionValidator} from "./ISessionValidator.sol";
import {Rule, RuleLibrary} from "./Rule.sol";
import {RulePage} from "./RulePage.sol";

/// @title CallPolicy
/// @notice Stores the permissions of sessions and checks calls against them.
/// @dev The functions that a session may call on one target stand on pages of five: most calls are checked by reading one
/// word, and a grant of ten functions writes two. What few rules need, a limit on value and bounds, stands beside them. All mappings end in the account (ERC-7562
/// associated storage) and hold fixed-size words.
abstract contract CallPolicy is ISessionValidator {
    using CalldataWord for bytes;

    /// @notice What is enforced for one function of one target in one session.
    /// @param granted False: it may not be called.
    /// @param spendWord Head word of the amount argument plus one; 0: none.
    /// @param boundCount How many bounds are stored beside it.
    /// @param maxValue Wei per call.
    struct PermissionRule {
        bool granted;
        uint16 spendWord;
        uint8 boundCount;
        uint128 maxValue;
    }

    /// @notice One bound on one head word.
    struct BoundRule {
        uint16 word;
        bool signed;
        uint256 min;
        uint256 max;
    }

    /// @notice What one session may do, of every account that knows its key.
    struct SessionRules {
        mapping(uint256 pageKey => mapping(address account => RulePage)) pages;
        mapping(uint256 permissionKey => mapping(address account => uint256)) maxValues;
        mapping(uint256 boundKey => mapping(address account => BoundRule)) bounds;
    }

    uint256 internal constant MAX_PERMISSIONS = 32;
    uint256 internal constant MAX_BOUNDS = 8;

    /// @dev The EntryPoint is never a target: a session must not touch deposits or nonces.
    address public immutable ENTRY_POINT;

    mapping(bytes32 session => SessionRules) private _rules;

    constructor(address entryPoint) {
        ENTRY_POINT = entryPoint;
    }

    /// @notice What is enforced for one function of one target in one session. Granted false: it may not be called.
    function ruleOf(address account, bytes32 session, address target, bytes4 selector)
        external
        view
        returns (PermissionRule memory)
    {
        SessionRules storage rules = _rules[session];
        Rule rule = _findRule(account, rules, target, selector);
        uint256 maxValue = rules.maxValues[_permissionKey(target, selector)][account];
        return PermissionRule(rule.isGranted(), rule.spendWord(), uint8(rule.boundCount()), uint128(maxValue));
    }

    /// @dev Writes the permissions of a grant. Reverts on any that could reach the account, a module or the EntryPoint.
    function _writePermissions(address account, bytes32 session, Permission[] memory permissions) internal {
        uint256 count = permissions.length;
        SessionRules storage rules = _rules[session];
        require(count > 0 && count <= MAX_PERMISSIONS, GrantPermissionCount(count, 1, MAX_PERMISSIONS));
        for (uint256 i = 0; i < count; ++i) {
            address target = permissions[i].target;
            // Neighbours share one look-up; the first is always looked up, whatever its target.
            if (i == 0 || target != permissions[i - 1].target) {
                require(!_isForbiddenTarget(account, target), PermissionTargetForbidden(target));
            }
            _writePermission(account, rules, permissions[i]);
        }
    }

    /// @dev Decodes what the account will execute, with the account's own decoder, and checks it call by call.
    /// @return actions How many calls there are.
    /// @return spend Sum of the amounts they authorise.
    function _checkCalls(address account, bytes32 session, bytes calldata callData)
        internal
        view
        returns (uint256 actions, uint256 spend)
    {
        SessionRules storage rules = _rules[session];
        (bytes32 mode, bytes calldata execution) = _decodeExecute(callData);
        if (mode == bytes32(0)) {
            require(execution.length >= 52, ExecutionMalformed());
            (address target, uint256 value, bytes calldata data) = ERC7579Utils.decodeSingle(execution);
            return (1, _checkCall(account, rules, 0, target, value, data));
        }
        // Batch, default execution; every other bit zero.
        require(mode == bytes32(uint256(1) << 248), ExecutionModeNotAllowed(mode));
        Execution[] calldata calls = ERC7579Utils.decodeBatch(execution);
        actions = calls.length;
        require(actions > 0, CallCountZero());
        // Only the canonical encoding passes: head at 0x20, each call where the one before it ends, nothing left over.
        // Offsets are signed to Solidity's decoder, so one that points before the array would be read here from the
        // operation's gas fields and by the account from nothing: a permitted call checked, an empty one made.
        require(_wordAt(execution, 0) == 0x20, ExecutionMalformed());
        uint256 end = 0x40 + actions * 0x20;
        for (uint256 i = 0; i < actions; ++i) {
            require(
                _wordAt(execution, 0x40 + i * 0x20) == end - 0x40 && _wordAt(execution, end + 0x40) == 0x60,
                ExecutionMalformed()
            );
            Execution calldata call = calls[i];
            // Absent check: that this is within the execution. The next read from there, or the last line, sees to it.
            end += 0x80 + ((call.callData.length + 31) / 32) * 32;
            // Checked addition: a sum that overflows reverts, it does not wrap below the cap.
            spend += _checkCall(account, rules, i, call.target, call.value, call.callData);
        }
        require(end == execution.length, ExecutionMalformed());
    }

    function _writePermission(address account, SessionRules storage rules, Permission memory permission) private {
        (bytes4 selector, uint256 count, Arguments arguments) = FunctionSignature.parse(permission.functionSignature);
        uint256 bounds = permission.bounds.length;
        require(bounds <= MAX_BOUNDS, PermissionBoundCount(bounds, MAX_BOUNDS));
        bool isValued = permission.maxValue != 0;
        uint8 spendWord = _spendWord(permission, count, arguments);
        _addRule(account, rules, permission.target, RuleLibrary.pack(selector, spendWord, isValued, bounds));
        if (!isValued && bounds == 0) return;
        uint256 key = _permissionKey(permission.target, selector);
        if (isValued) rules.maxValues[key][account] = permission.maxValue;
        for (uint256 i = 0; i < bounds; ++i) {
            rules.bounds[_boundKey(key, i)][account] = _boundRule(permission, i, count, arguments);
        }
    }

    /// @dev The place of the amount argument plus one; 0 when none is named. It is kept in eight bits.
    function _spendWord(Permission memory permission, uint256 count, Arguments arguments) private pure returns (uint8) {
        uint8 position = permission.spendArgument;
        if (position == 0) return 0;
        (FunctionSignature.Kind kind, uint16 word) = _argument(permission, position, count, arguments);
        require(
            kind == FunctionSignature.Kind.Unsigned && word < type(uint8).max,
            ArgumentNotBoundable(permission.functionSignature, position)
        );
        return uint8(word + 1);
    }

    function _boundRule(Permission memory permission, uint256 index, uint256 count, Arguments arguments)
        private
        pure
        returns (BoundRule memory)
    {
        ArgumentBound memory bound = permission.bounds[index];
        (FunctionSignature.Kind kind, uint16 word) = _argument(permission, bound.argument, count, arguments);
        require(
            kind != FunctionSignature.Kind.Opaque, ArgumentNotBoundable(permission.functionSignature, bound.argument)
        );
        bool signed = kind == FunctionSignature.Kind.Signed;
        require(_isAtMost(bound.min, bound.max, signed), ArgumentBoundEmpty(bound.argument, bound.min, bound.max));
        return BoundRule(word, signed, bound.min, bound.max);
    }

    /// @dev The argument at a position counted from 1.
    function _argument(Permission memory permission, uint8 position, uint256 count, Arguments arguments)
        private
        pure
        returns (FunctionSignature.Kind kind, uint16 word)
    {
        require(position > 0 && position <= count, ArgumentNotBoundable(permission.functionSignature, position));
        return FunctionSignature.argumentAt(arguments, position - 1);
    }

    /// @dev Writes a rule on the first of the target's pages that has room.
    function _addRule(address account, SessionRules storage rules, address target, Rule rule) private {
        for (uint256 number = 0;; ++number) {
            uint256 key = _pageKey(target, number);
            RulePage page = rules.pages[key][account];
            require(!page.find(rule.selector()).isGranted(), PermissionDuplicate(target, rule.selector()));
            if (page.isFull()) continue;
            rules.pages[key][account] = page.add(rule);
            return;
        }
    }

    /// @dev The rule for a function of a target; zero when there is none. A page that is not full is the last one.
    function _findRule(address account, SessionRules storage rules, address target, bytes4 selector)
        private
        view
        returns (Rule rule)
    {
        for (uint256 number = 0;; ++number) {
            RulePage page = rules.pages[_pageKey(target, number)][account];
            rule = page.find(selector);
            if (rule.isGranted() || !page.isFull()) return rule;
        }
    }

    function _checkCall(
        address account,
        SessionRules storage rules,
        uint256 index,
        address target,
        uint256 value,
        bytes calldata data
    ) private view returns (uint256 spend) {
        // Also refuses value with empty calldata: that would be a transfer, not a permitted function.
        require(data.length >= 4, CallTooShort(index, data.length));
        bytes4 selector = bytes4(bytes32(data.at(0)));
        Rule rule = _findRule(account, rules, target, selector);
        require(rule.isGranted(), CallNotPermitted(index, target, selector));
        uint256 maxValue = rule.isValued() ? rules.maxValues[_permissionKey(target, selector)][account] : 0;
        require(value <= maxValue, CallValueAboveLimit(index, value, maxValue));
        uint256 bounds = rule.boundCount();
        if (bounds != 0) _checkBounds(account, rules, _permissionKey(target, selector), bounds, index, data);
        uint256 spendWord = rule.spendWord();
        if (spendWord != 0) spend = _word(index, data, spendWord - 1);
    }

    function _checkBounds(
        address account,
        SessionRules storage rules,
        uint256 permissionKey,
        uint256 bounds,
        uint256 index,
        bytes calldata data
    ) private view {
        for (uint256 i = 0; i < bounds; ++i) {
            BoundRule memory bound = rules.bounds[_boundKey(permissionKey, i)][account];
            uint256 seen = _word(index, data, bound.word);
            require(
                _isAtMost(bound.min, seen, bound.signed) && _isAtMost(seen, bound.max, bound.signed),
                CallArgumentOutOfBounds(index, seen, bound.min, bound.max)
            );
        }
    }

    /// @dev Splits the calldata of `execute(bytes32,bytes)`. Only the canonical encoding passes, so that the account's
    /// ABI decoder cannot read other bytes than this one: offset 0x40, padded length exactly to the end.
    function _decodeExecute(bytes calldata callData) private pure returns (bytes32 mode, bytes calldata execution) {
        bytes4 selector = callData.length < 4 ? bytes4(0) : bytes4(bytes32(callData.at(0)));
        require(selector == EXECUTE_SELECTOR, CallDataNotExecute(selector, EXECUTE_SELECTOR));
        mode = bytes32(callData.at(4));
        uint256 length = callData.at(68);
        require(callData.at(36) == 0x40 && length <= type(uint32).max, ExecutionMalformed());
        // Absent check: that these words are within the calldata. The exact length below is 100 at least.
        // Nothing here can wrap: the length is below 2^32.
        unchecked {
            require(callData.length == 100 + ((length + 31) & ~uint256(31)), ExecutionMalformed());
            execution = callData[100:100 + length];
        }
    }

    /// @dev `execute(bytes32,bytes)` of ERC-7579.
    bytes4 private constant EXECUTE_SELECTOR = 0xe9ae5c53;

    /// @dev The word at a byte position; reading past the end is refused.
    function _wordAt(bytes calldata data, uint256 position) private pure returns (uint256) {
        require(position + 32 <= data.length, ExecutionMalformed());
        return data.at(position);
    }

    function _word(uint256 index, bytes calldata data, uint256 word) private pure returns (uint256) {
        uint256 start = 4 + word * 32;
        require(data.length >= start + 32, CallArgumentMissing(index, word, data.length));
        return data.at(start);
    }

    function _isAtMost(uint256 a, uint256 b, bool signed) private pure returns (bool) {
        return signed ? int256(a) <= int256(b) : a <= b;
    }

    /// @dev Zero is forbidden because ERC-7579 accounts may take it for themselves. Fallback handlers can only be asked
    /// for by selector and are not looked up here; an account that installs a module later must raise its epoch, as
    /// PlayerAccount does.
    function _isForbiddenTarget(address account, address target) private view returns (bool) {
        if (target == address(0) || target == account || target == address(this) || target == ENTRY_POINT) return true;
        return _isModule(account, 1, target) || _isModule(account, 2, target) || _isModule(account, 4, target);
    }

    function _isModule(address account, uint256 moduleType, address target) private view returns (bool) {
        try IERC7579ModuleConfig(account).isModuleInstalled(moduleType, target, "") returns (bool installed) {
            return installed;
        } catch {
            return false;
        }
    }

    /// @dev [ 0: 64 | number: 32 | target: 160 ]. There are seven pages at most.
    function _pageKey(address target, uint256 number) private pure returns (uint256) {
        return (number << 160) | uint160(target);
    }

    /// @dev [ 0: 64 | selector: 32 | target: 160 ].
    function _permissionKey(address target, bytes4 selector) private pure returns (uint256) {
        return (uint256(uint32(selector)) << 160) | uint160(target);
    }

    /// @dev [ 0: 32 | index: 32 | selector: 32 | target: 160 ]. There are eight bounds at most.
    function _boundKey(uint256 permissionKey, uint256 index) private pure returns (uint256) {
        return (index << 192) | permissionKey;
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IERC7579ModuleConfig, Execution} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";
import {ERC7579Utils} from "@openzeppelin/contracts/account/utils/draft-ERC7579Utils.sol";

import {CalldataWord} from "./CalldataWord.sol";
import {FunctionSignature} from "./FunctionSignature.sol";
import {ArgumentBound, Permission} from "./Grant.sol";
import {ISessionValidator} from "./ISessionValidator.sol";
import {Rule, RuleLibrary} from "./Rule.sol";

/// @title CallPolicy
/// @notice Stores the permissions of sessions and checks calls against them.
/// @dev Permissions of a session live under keys made of the session, the target and the selector, so that checking a
/// call reads one word. All mappings end in the account (ERC-7562 associated storage) and hold fixed-size words.
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

    uint256 internal constant MAX_PERMISSIONS = 32;
    uint256 internal constant MAX_BOUNDS = 8;

    /// @dev The EntryPoint is never a target: a session must not touch deposits or nonces.
    address public immutable ENTRY_POINT;

    mapping(bytes32 permissionId => mapping(address account => Rule)) private _rules;
    mapping(bytes32 boundId => mapping(address account => BoundRule)) private _bounds;

    constructor(address entryPoint) {
        ENTRY_POINT = entryPoint;
    }

    /// @notice What is enforced for one function of one target in one session. Granted false: it may not be called.
    function ruleOf(address account, bytes32 session, address target, bytes4 selector)
        external
        view
        returns (PermissionRule memory)
    {
        Rule rule = _rules[_permissionId(session, target, selector)][account];
        return PermissionRule(rule.isGranted(), rule.spendWord(), rule.boundCount(), rule.maxValue());
    }

    /// @dev Writes the permissions of a grant. Reverts on any that could reach the account, a module or the EntryPoint.
    function _writePermissions(address account, bytes32 session, Permission[] memory permissions) internal {
        uint256 count = permissions.length;
        require(count > 0 && count <= MAX_PERMISSIONS, GrantPermissionCount(count, 1, MAX_PERMISSIONS));
        for (uint256 i = 0; i < count; ++i) {
            address target = permissions[i].target;
            // Neighbours share one look-up; the first is always looked up, whatever its target.
            if (i == 0 || target != permissions[i - 1].target) {
                require(!_isForbiddenTarget(account, target), PermissionTargetForbidden(target));
            }
            _writePermission(account, session, permissions[i]);
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
        (bytes32 mode, bytes calldata execution) = _decodeExecute(callData);
        if (mode == bytes32(0)) {
            require(execution.length >= 52, ExecutionMalformed());
            (address target, uint256 value, bytes calldata data) = ERC7579Utils.decodeSingle(execution);
            return (1, _checkCall(account, session, 0, target, value, data));
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
            spend += _checkCall(account, session, i, call.target, call.value, call.callData);
        }
        require(end == execution.length, ExecutionMalformed());
    }

    function _writePermission(address account, bytes32 session, Permission memory permission) private {
        (bytes4 selector, FunctionSignature.Argument[] memory arguments) =
            FunctionSignature.parse(permission.functionSignature);
        bytes32 id = _permissionId(session, permission.target, selector);
        require(!_rules[id][account].isGranted(), PermissionDuplicate(permission.target, selector));
        uint256 bounds = permission.bounds.length;
        require(bounds <= MAX_BOUNDS, PermissionBoundCount(bounds, MAX_BOUNDS));

        uint16 spendWord;
        if (permission.spendArgument != 0) {
            FunctionSignature.Argument memory argument = _argument(permission, arguments, permission.spendArgument);
            require(
                argument.kind == FunctionSignature.Kind.Unsigned,
                ArgumentNotBoundable(permission.functionSignature, permission.spendArgument)
            );
            spendWord = argument.word + 1;
        }
        _rules[id][account] = RuleLibrary.pack(uint8(bounds), spendWord, permission.maxValue);

        for (uint256 i = 0; i < bounds; ++i) {
            ArgumentBound memory bound = permission.bounds[i];
            FunctionSignature.Argument memory argument = _argument(permission, arguments, bound.argument);
            bool signed = argument.kind == FunctionSignature.Kind.Signed;
            require(
                argument.kind != FunctionSignature.Kind.Opaque,
                ArgumentNotBoundable(permission.functionSignature, bound.argument)
            );
            require(_isAtMost(bound.min, bound.max, signed), ArgumentBoundEmpty(bound.argument, bound.min, bound.max));
            _bounds[_boundId(id, i)][account] = BoundRule(argument.word, signed, bound.min, bound.max);
        }
    }

    /// @dev The argument at a position counted from 1.
    function _argument(Permission memory permission, FunctionSignature.Argument[] memory arguments, uint8 position)
        private
        pure
        returns (FunctionSignature.Argument memory)
    {
        require(
            position > 0 && position <= arguments.length, ArgumentNotBoundable(permission.functionSignature, position)
        );
        return arguments[position - 1];
    }

    function _checkCall(
        address account,
        bytes32 session,
        uint256 index,
        address target,
        uint256 value,
        bytes calldata data
    ) private view returns (uint256 spend) {
        // Also refuses value with empty calldata: that would be a transfer, not a permitted function.
        require(data.length >= 4, CallTooShort(index, data.length));
        bytes4 selector = bytes4(bytes32(data.at(0)));
        bytes32 id = _permissionId(session, target, selector);
        Rule rule = _rules[id][account];
        require(rule.isGranted(), CallNotPermitted(index, target, selector));
        require(value <= rule.maxValue(), CallValueAboveLimit(index, value, rule.maxValue()));
        uint256 bounds = rule.boundCount();
        for (uint256 i = 0; i < bounds; ++i) {
            BoundRule memory bound = _bounds[_boundId(id, i)][account];
            uint256 seen = _word(index, data, bound.word);
            require(
                _isAtMost(bound.min, seen, bound.signed) && _isAtMost(seen, bound.max, bound.signed),
                CallArgumentOutOfBounds(index, seen, bound.min, bound.max)
            );
        }
        uint256 spendWord = rule.spendWord();
        if (spendWord != 0) spend = _word(index, data, spendWord - 1);
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

    function _permissionId(bytes32 session, address target, bytes4 selector) private pure returns (bytes32) {
        return keccak256(abi.encode(session, target, selector));
    }

    function _boundId(bytes32 permissionId, uint256 index) private pure returns (bytes32) {
        return keccak256(abi.encode(permissionId, index));
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Condition, Grant, Permission} from "../support/Grant.sol";
import {ISessionValidator} from "../../src/session/ISessionValidator.sol";
import {SessionTest} from "../support/SessionTest.sol";

/// @dev Grants that the owner signed and that are refused anyway: each says something that cannot be enforced.
contract GrantErrorsTest is SessionTest {
    string private constant PAY = "pay(address,uint256)";

    function test_permissions_areOneToAHundredAndTwentyEight() public {
        Grant memory grant = unpaid(makeGrant());
        grant.maxSpend = 0;
        bytes4 count = ISessionValidator.GrantPermissionCount.selector;
        grant.permissions = new Permission[](0);
        _refuses(grant, abi.encodeWithSelector(count, 0, 1, 128));
        grant.permissions = new Permission[](129);
        for (uint256 i = 0; i < 129; ++i) {
            grant.permissions[i] = permitLedger(string.concat("f", vm.toString(i), "()"));
        }
        _refuses(grant, abi.encodeWithSelector(count, 129, 1, 128));
        assembly ("memory-safe") {
            mstore(mload(add(grant, 0x140)), 128)
        }
        enable(grant);
    }

    function test_anUnconditionedTwin_isRefused() public {
        Permission memory plain = permitLedger(PAY);
        Permission memory one = permitWhen(PAY, condition("2", "between", 1, 2));
        Permission memory policed = permitLedger(PAY);
        policed.policies = policies(address(1), "");
        Permission memory counted = _counted("calls", 1);
        Permission[4] memory twins = [plain, policed, counted, one];
        bytes memory reason = abi.encodeWithSelector(
            ISessionValidator.PermissionDuplicate.selector, ledger, bytes4(keccak256(bytes(PAY)))
        );
        Permission memory elsewhere = permit(PAY);
        for (uint256 i = 0; i < 3; ++i) {
            _refuses(_three(twins[i], elsewhere, one), reason);
            _refuses(_three(one, elsewhere, twins[i]), reason);
            _refuses(_three(twins[i], permitLedger("a()"), plain), reason);
        }
        enable(_three(one, elsewhere, one));
    }

    /// @dev One bit for each low byte of a selector says whether to look: a collision of these bytes is not a collision of
    /// functions.
    function test_functionsWhoseSelectorsEndAlike_areNoTwins() public {
        bytes1 last = _lastByte("f0()");
        for (uint256 i = 1;; ++i) {
            string memory text = string.concat("f", vm.toString(i), "()");
            if (_lastByte(text) != last) continue;
            enable(_three(permitLedger("f0()"), permitLedger(text), permit("f0()")));
            return;
        }
    }

    function test_transfers_areOnePerRecipient() public {
        Permission memory one = _transfer();
        bytes memory reason = abi.encodeWithSelector(ISessionValidator.PermissionDuplicate.selector, ledger, bytes4(0));
        _refuses(_three(one, permitLedger("a()"), one), reason);
        Permission memory two = _transfer();
        two.target = address(target);
        enable(_three(one, permitLedger("a()"), two));
    }

    function test_transfersThatSayMore_areRefused() public {
        bytes memory reason = abi.encodeWithSelector(ISessionValidator.PermissionNotTransfer.selector, ledger);
        Permission memory permission = _transfer();
        permission.maxValue = 0;
        _refuses(unpaid(grantOf(permission)), reason);
        permission = _transfer();
        permission.conditions = only(condition("1", "between", 1, 2));
        _refuses(unpaid(grantOf(permission)), reason);
        permission = _transfer();
        permission.spendArgument = "1";
        _refusesAny(unpaid(grantOf(permission)));
        permission = _transfer();
        permission.limits = limits("value", 1 ether, "1", 5);
        _refusesAny(unpaid(grantOf(permission)));
    }

    function test_value_mustBeCounted() public {
        bytes memory reason = abi.encodeWithSelector(ISessionValidator.PermissionValueUncounted.selector, ledger);
        Permission memory permission = permitLedger(PAY);
        permission.maxValue = 1;
        _refuses(unpaid(grantOf(permission)), reason);
        permission = _counted("calls", 5);
        permission.maxValue = 1;
        _refuses(unpaid(grantOf(permission)), reason);
        // A function without value has no value to count, and the limit of one call must be within the limit of all.
        _refuses(unpaid(grantOf(_counted("value", 5))), reason);
        permission = _counted("value", 5);
        permission.maxValue = 6;
        _refuses(unpaid(grantOf(permission)), reason);
        permission.maxValue = uint128(1 << 96) + 5;
        _refuses(unpaid(grantOf(permission)), reason);
        permission.maxValue = 5;
        enable(unpaid(grantOf(permission)));
    }

    function test_limitsThatSayNothing_areRefused() public {
        bytes4 refused = ISessionValidator.LimitRefused.selector;
        string[2] memory words = ["calls", "2"];
        for (uint256 i = 0; i < 2; ++i) {
            _refuses(unpaid(grantOf(_counted(words[i], 0))), abi.encodeWithSelector(refused, words[i], 0));
            Permission memory twice = _counted(words[i], 1);
            twice.limits = limits(words[i], 1, words[i], 2);
            _refuses(unpaid(grantOf(twice)), abi.encodeWithSelector(refused, words[i], 2));
        }
        bytes4 unreachable = ISessionValidator.LimitUnreachable.selector;
        _refuses(unpaid(grantOf(_counted("calls", 101))), abi.encodeWithSelector(unreachable, "calls", 101));
        enable(unpaid(grantOf(_counted("calls", 100))));
        Permission memory permission = permitLedger(PAY);
        permission.period = "hour";
        bytes4 period = ISessionValidator.PermissionPeriod.selector;
        _refuses(unpaid(grantOf(permission)), abi.encodeWithSelector(period, "hour"));
        // Limits on something that is not an amount: signed, of another kind, dynamic, missing.
        string[4] memory paths = ["1", "3", "4", "5"];
        for (uint256 i = 0; i < 4; ++i) {
            permission = _counted(paths[i], 5);
            permission.functionSignature = "f(int256,uint8,address,bytes)";
            _refusesAny(unpaid(grantOf(permission)));
        }
    }

    function test_conditionsThatNothingMeets_areRefused() public {
        bytes4 empty = ISessionValidator.ConditionEmpty.selector;
        _refusesCondition(condition("1", "between", 2, 1), abi.encodeWithSelector(empty, "1", "between"));
        _refusesCondition(condition("1", "between", 2), abi.encodeWithSelector(empty, "1", "between"));
        _refusesCondition(condition("1", "between", 0), abi.encodeWithSelector(empty, "1", "between"));
        Condition memory three = Condition("1", "between", new uint256[](3));
        _refusesCondition(three, abi.encodeWithSelector(empty, "1", "between"));
        Condition memory none = Condition("1", "one of", new uint256[](0));
        _refusesCondition(none, abi.encodeWithSelector(empty, "1", "one of"));
        uint256 minus = uint256(int256(-1));
        _refusesCondition(condition("2", "between", 0, minus), abi.encodeWithSelector(empty, "2", "between"));
        _refusesCondition(condition("1", "between", minus, 0), abi.encodeWithSelector(empty, "1", "between"));
        enable(unpaid(grantOf(permitWhen("f(uint256,int8)", condition("2", "between", minus, 0)))));
        enable(unpaid(grantOf(permitWhen("f(uint256,int8)", condition("2", "between", minus, minus)))));
        enable(unpaid(grantOf(permitWhen("f(uint256,int8)", condition("1", "between", 2, 2)))));
    }

    function test_conditionsThatAnArgumentCannotHave_areRefused() public {
        string[8] memory cases = ["1", "length between", "3", "between", "4", "hash one of", "5", "one of"];
        for (uint256 i = 0; i < 8; i += 2) {
            _refusesCondition(
                condition(cases[i], cases[i + 1], 1, 2),
                abi.encodeWithSelector(
                    ISessionValidator.ArgumentNotComparable.selector,
                    "f(uint256,int8,bytes,string[],(bool,bool))",
                    cases[i]
                )
            );
        }
    }

    function test_conditions_areSixteenAtMost() public {
        Permission memory permission = permitLedger(PAY);
        permission.conditions = new Condition[](17);
        for (uint256 i = 0; i < 17; ++i) {
            permission.conditions[i] = condition("2", "between", 0, i);
        }
        bytes4 count = ISessionValidator.PermissionConditionCount.selector;
        _refuses(unpaid(grantOf(permission)), abi.encodeWithSelector(count, 17, 16));
        Condition[] memory conditions = permission.conditions;
        assembly ("memory-safe") {
            mstore(conditions, 16)
        }
        enable(unpaid(grantOf(permission)));
    }

    function test_details_haveRoomForSixtyFourThousandBytes() public {
        Permission memory large = permitLedger(PAY);
        large.policies = policies(address(1), new bytes(type(uint16).max));
        Grant memory grant = _three(large, permitLedger("a()"), _counted("calls", 1));
        grant.permissions[2].functionSignature = "b()";
        bytes4 tooLong = ISessionValidator.GrantTooLong.selector;
        _refuses(grant, abi.encodeWithSelector(tooLong, 17 + 1 + 22 + uint256(type(uint16).max) + 1));
        uint256 room = type(uint16).max - 1 - (17 + 1 + 22);
        grant.permissions[0].policies[0].config = new bytes(room + 1);
        _refuses(grant, abi.encodeWithSelector(tooLong, uint256(type(uint16).max) + 1));
        grant.permissions[0].policies[0].config = new bytes(room);
        enable(grant);
    }

    function test_spending_isOfAnUnsignedArgument() public {
        Grant memory grant = unpaid(makeGrant());
        grant.permissions[1].spendArgument = "";
        _refuses(grant, abi.encodeWithSelector(ISessionValidator.GrantSpendUnused.selector, 1_000));
        string[3] memory texts = ["f(uint8,address)", "f(uint8,int256)", "f(uint8[255],uint8)"];
        for (uint256 i = 0; i < 3; ++i) {
            grant.permissions[1].functionSignature = texts[i];
            grant.permissions[1].spendArgument = "2";
            bytes4 refused = ISessionValidator.ArgumentNotComparable.selector;
            _refuses(grant, abi.encodeWithSelector(refused, texts[i], "2"));
        }
    }

    function enableExternally(Grant memory grant) external {
        enable(grant);
    }

    function _refuses(Grant memory grant, bytes memory reason) private {
        bytes memory key = keyBytes(SESSION_KEY);
        bytes memory data = bytes.concat(packedOf(grant), signGrant(grant));
        vm.expectRevert(reason);
        validator.enable(grant.account, key, grant.paymaster, grant.nonceKey, data);
    }

    /// @dev A path that names nothing, or an argument of another kind.
    function _refusesAny(Grant memory grant) private {
        vm.expectRevert();
        this.enableExternally(grant);
    }

    function _refusesCondition(Condition memory one, bytes memory reason) private {
        _refuses(unpaid(grantOf(permitWhen("f(uint256,int8,bytes,string[],(bool,bool))", one))), reason);
    }

    function _counted(string memory what, uint96 max) private view returns (Permission memory permission) {
        permission = permitLedger(PAY);
        permission.period = "session";
        permission.limits = limit(what, max);
    }

    function _transfer() private view returns (Permission memory permission) {
        permission = _counted("value", 1 ether);
        permission.functionSignature = "native transfer";
        permission.maxValue = 1 ether;
    }

    function _three(Permission memory a, Permission memory b, Permission memory c)
        private
        view
        returns (Grant memory grant)
    {
        grant = unpaid(makeGrant());
        grant.maxSpend = 0;
        grant.permissions = new Permission[](3);
        (grant.permissions[0], grant.permissions[1], grant.permissions[2]) = (a, b, c);
    }

    function _lastByte(string memory text) private pure returns (bytes1) {
        return bytes1(uint8(uint32(bytes4(keccak256(bytes(text))))));
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Execution} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";
import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";

import {Grant, Permission} from "../support/Grant.sol";
import {ISessionValidator} from "../../src/session/ISessionValidator.sol";
import {Ledger} from "../support/Ledger.sol";
import {SessionTest} from "../support/SessionTest.sol";

/// @dev A rule's own limits over the whole session, and native value, which must be counted.
contract LimitsTest is SessionTest {
    address private constant FRIEND = address(0xF1);

    function _counting(string memory counted, uint96 max) private view returns (Permission memory permission) {
        permission = permitLedger("pay(address,uint256)");
        permission.period = "session";
        permission.limits = limit(counted, max);
    }

    function _pay(uint256 amount) private pure returns (bytes memory) {
        return abi.encodeCall(Ledger.pay, (address(1), amount));
    }

    function test_calls_areCounted() public {
        Grant memory grant = open(_counting("calls", 2));
        allow(grant, _pay(1));
        allow(grant, _pay(1));
        refuse(grant, _pay(1), _exceeded(3, 2));
        _counts(grant, 0, 2, 0, 0);
    }

    function test_amounts_areCounted() public {
        Grant memory grant = open(_counting("2", 10));
        allow(grant, _pay(4));
        refuse(grant, _pay(7), _exceeded(11, 10));
        allow(grant, _pay(6));
        allow(grant, _pay(0));
        refuse(grant, _pay(1), _exceeded(11, 10));
        _counts(grant, 0, 3, 10, 0);
        refuse(grant, _pay(type(uint256).max), abi.encodeWithSignature("Panic(uint256)", 0x11));
    }

    function test_callsOfOneOperation_addUp() public {
        Grant memory grant = open(_counting("2", 10));
        expectRefused(use(grant, packed(calls(_pay(5), _pay(6))), hint(0)), _exceeded(11, 10));
        expectRefused(use(grant, batch(calls(_pay(5), _pay(6))), hint(0)), _exceeded(11, 10));
        handle(use(grant, packed(calls(_pay(5), _pay(5))), hint(0)));
        _counts(grant, 0, 2, 10, 0);
    }

    function test_value_isLimitedPerCallAndInAll() public {
        Permission memory permission = _counting("value", 1 ether);
        permission.maxValue = 0.6 ether;
        Grant memory grant = open(permission);
        _sends(grant, address(ledger), 0.6 ether, _pay(1));
        bytes memory tooMuch = single(address(ledger), 0.6 ether + 1, _pay(1));
        bytes memory reason =
            abi.encodeWithSelector(ISessionValidator.CallValueAboveLimit.selector, 0, 0.6 ether + 1, 0.6 ether);
        expectRefused(use(grant, tooMuch, hint(0)), reason);
        tooMuch = single(address(ledger), 0.4 ether + 1, _pay(1));
        expectRefused(use(grant, tooMuch, hint(0)), _exceeded(1 ether + 1, 1 ether));
        _sends(grant, address(ledger), 0.4 ether, _pay(1));
        _counts(grant, 0, 2, 0, 1 ether);
        assertEq(address(ledger).balance, 1 ether, "no more than that left the account");
    }

    function test_aNativeTransfer_movesValueAndNothingElse() public {
        Permission memory permission = _counting("value", 1 ether);
        permission.functionSignature = "native transfer";
        permission.maxValue = 1 ether;
        permission.target = FRIEND;
        Grant memory grant = open(permission);
        _sends(grant, FRIEND, 1 ether, "");
        assertEq(FRIEND.balance, 1 ether, "sent");
        expectRefused(use(grant, single(FRIEND, 1, ""), hint(0)), _exceeded(1 ether + 1, 1 ether));
        for (uint256 length = 1; length < 6; ++length) {
            vm.expectPartialRevert(ISessionValidator.CallNotPermitted.selector);
            this.validateExternally(grant, single(FRIEND, 0, new bytes(length)));
        }
        expectRefused(
            use(grant, single(address(ledger), 0, ""), hint(0)),
            abi.encodeWithSelector(ISessionValidator.CallNotPermitted.selector, 0, ledger, bytes4(0))
        );
        // `run` carries no value, so there is nothing to refuse.
        Execution[] memory list = new Execution[](1);
        list[0] = Execution(FRIEND, 0, "");
        handle(use(grant, packed(list), hint(0)));
    }

    function test_eachRule_countsForItself() public {
        Grant memory grant = open(_counting("calls", 1), permitLedger("level(int8)"));
        bytes memory level = abi.encodeCall(Ledger.level, (1));
        handle(use(grant, packed(calls(_pay(1), level)), hex"0001"));
        handle(use(grant, packed(calls(level, level)), hex"0101"));
        _counts(grant, 0, 1, 0, 0);
        _counts(grant, 1, 0, 0, 0);
        expectRefused(use(grant, packed(calls(level, _pay(1))), hex"0100"), _exceeded(2, 1));
    }

    function test_anotherSession_hasAnotherCounter() public {
        Grant memory one = open(_counting("calls", 1));
        allow(one, _pay(1));
        Grant memory two = unpaid(grantOf(_counting("calls", 1)));
        two.nonceKey = laneOf(8);
        enable(two);
        _counts(two, 0, 0, 0, 0);
        allow(two, _pay(1));
        refuse(one, _pay(1), _exceeded(2, 1));
        refuse(two, _pay(1), _exceeded(2, 1));
    }

    /// @dev Rules before it, with details of every kind, do not move the details of a rule.
    function test_detailsOfManyRules_areKeptApart() public {
        Permission[] memory permissions = new Permission[](3);
        permissions[0] = permitWhen("level(int8)", condition("1", "one of", 1, 2));
        permissions[1] = permitWhen("pay(address,uint256)", condition("2", "between", 1, 5));
        permissions[1].period = "session";
        permissions[1].limits = limits("2", 7, "calls", 9);
        permissions[2] = permitWhen("pay(address,uint256)", condition("2", "between", 6, 9));
        Grant memory grant = open(permissions);
        handle(use(grant, packed(calls(_pay(5), _pay(9))), hex"0102"));
        handle(use(grant, packed(calls(abi.encodeCall(Ledger.level, (2)), _pay(2))), hex"0001"));
        expectRefused(use(grant, onLedger(_pay(1)), hint(1)), _exceeded(8, 7));
        expectRefused(
            use(grant, onLedger(_pay(1)), hint(2)),
            abi.encodeWithSelector(ISessionValidator.CallArgumentRefused.selector, 0, 0, 1)
        );
    }

    function test_actionsAndGas_endWithTheSession() public {
        Grant memory grant = unpaid(grantOf(permitLedger("pay(address,uint256)")));
        grant.maxActions = 3;
        grant.maxGasWei = 0.01 ether;
        enable(grant);
        handle(use(grant, packed(calls(_pay(1), _pay(1))), hint(0)));
        expectRefused(
            use(grant, packed(calls(_pay(1), _pay(1))), hint(0)),
            abi.encodeWithSelector(ISessionValidator.ActionsExceeded.selector, 2, 1)
        );
        uint64 left = sessionNow(grant).gasLeftWei;
        assertEq(left, 0.01 ether - 2_560_000 gwei, "all that it could have cost");
        // As many as the budget still allows, and one more.
        grant.nonceKey = laneOf(9);
        grant.maxActions = 9;
        enable(grant);
        for (uint256 i = 0; i < 3; ++i) {
            allow(grant, _pay(1));
        }
        bytes4 refused = ISessionValidator.GasBudgetExceeded.selector;
        refuse(grant, _pay(1), abi.encodeWithSelector(refused, 2_560_000 gwei, 0.01 ether - 3 * 2_560_000 gwei));
    }

    function validateExternally(Grant memory grant, bytes calldata callData) external {
        PackedUserOperation memory op = use(grant, callData, hint(0));
        vm.prank(address(account));
        validator.validateUserOp(forModule(op), 0);
    }

    function _sends(Grant memory grant, address to, uint256 value, bytes memory data) private {
        (bool success,) = handleAndRead(use(grant, single(to, value, data), hint(0)));
        assertTrue(success, "sent");
    }

    function _counts(Grant memory grant, uint256 rule, uint256 calls_, uint256 amount, uint256 value) private view {
        (, uint256 seenCalls, uint256 seenAmount, uint256 seenValue) =
            validator.countOf(address(account), sessionOf(grant), rule);
        assertEq(seenCalls, calls_, "calls");
        assertEq(seenAmount, amount, "amount");
        assertEq(seenValue, value, "value");
    }

    function _exceeded(uint256 seen, uint256 allowed) private pure returns (bytes memory) {
        return abi.encodeWithSelector(ISessionValidator.LimitExceeded.selector, seen, allowed);
    }
}

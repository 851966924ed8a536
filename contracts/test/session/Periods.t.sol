// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";

import {Grant, Permission} from "../support/Grant.sol";
import {ISessionValidator} from "../../src/session/ISessionValidator.sol";
import {Ledger} from "../support/Ledger.sol";
import {SessionTest} from "../support/SessionTest.sol";

/// @dev Rules that restart their counts in each hour, day or week: validation does not read the clock, the operation names its
/// period.
contract PeriodsTest is SessionTest {
    /// @dev Friday, 15 January 2027, 08:00:00 UTC.
    uint256 private constant HOUR = 1_800_000_000;
    uint256 private constant MONDAY = HOUR - 8 hours + 3 days;
    string private constant LATE = "AA22 expired or not due";

    function maxDuration() internal pure override returns (uint48) {
        return 30 days;
    }

    function _counting(string memory text, string memory period, string memory counted, uint96 max)
        private
        view
        returns (Permission memory permission)
    {
        permission = permitLedger(text);
        permission.period = period;
        permission.limits = limit(counted, max);
    }

    /// @dev Thirty days, from a minute ago.
    function _open(Permission memory one, Permission memory two) private returns (Grant memory grant) {
        grant = unpaid(makeGrant());
        grant.permissions = both(one, two);
        grant.maxSpend = 0;
        grant.validUntil = grant.validAfter + 30 days;
        enable(grant);
    }

    function _hourly() private returns (Grant memory) {
        return _open(_counting("pay(address,uint256)", "hour", "2", 10), permitLedger("level(int8)"));
    }

    function _payAt(Grant memory grant, uint256 amount, uint256 time)
        private
        view
        returns (PackedUserOperation memory)
    {
        return useAt(grant, onLedger(abi.encodeCall(Ledger.pay, (address(1), amount))), hint(0), time);
    }

    function test_eachHour_countsAnew() public {
        Grant memory grant = _hourly();
        handle(_payAt(grant, 10, HOUR));
        expectRefused(_payAt(grant, 1, HOUR + 3599), _exceeded(11));
        vm.warp(HOUR + 3600);
        handle(_payAt(grant, 10, HOUR + 3600));
        expectRefused(_payAt(grant, 1, HOUR + 3600), _exceeded(11));
        (uint256 period, uint256 calls_, uint256 amount,) = validator.countOf(address(account), sessionOf(grant), 0);
        assertEq(period, HOUR / 3600 + 1, "the newest hour");
        assertEq(calls_, 1, "its calls");
        assertEq(amount, 10, "its amount");
    }

    function test_whatAPastHourLeft_cannotBeSpentLater() public {
        Grant memory grant = _hourly();
        handle(_payAt(grant, 1, HOUR));
        vm.warp(HOUR + 3600);
        expectFailed(_payAt(grant, 1, HOUR + 3599), LATE);
        handle(_payAt(grant, 1, HOUR + 3600));
        bytes4 over = ISessionValidator.PeriodOver.selector;
        uint256 number = HOUR / 3600;
        expectRefused(_payAt(grant, 1, HOUR + 3599), abi.encodeWithSelector(over, number, number + 1));
    }

    function test_anHourToCome_isRefusedUntilItBegins() public {
        Grant memory grant = _hourly();
        PackedUserOperation memory op = _payAt(grant, 7, HOUR + 3600);
        expectFailed(op, LATE);
        vm.warp(HOUR + 3599);
        expectFailed(op, LATE);
        vm.warp(HOUR + 3600);
        handle(op);
        assertEq(ledger.amount(), 7, "made");
    }

    function test_theLastSecondOfAnHour_isStillItsOwn() public {
        Grant memory grant = _hourly();
        vm.warp(HOUR + 3599);
        handle(_payAt(grant, 10, HOUR));
        expectFailed(_payAt(grant, 10, HOUR + 3600), LATE);
        vm.warp(HOUR + 3600);
        expectRefused(_payAt(grant, 1, HOUR), _exceeded(11));
        handle(_payAt(grant, 10, HOUR + 7199));
    }

    function test_operationsThatNameNoTime_areOfNoHour() public {
        Grant memory grant = _hourly();
        expectFailed(_payAt(grant, 1, 0), LATE);
        // Rules without a period need no time.
        handle(useAt(grant, onLedger(abi.encodeCall(Ledger.level, (1))), hint(1), 0));
    }

    function test_aLaterOperation_isToldOfItsHourOnly() public {
        Grant memory grant = _hourly();
        (uint256 validAfter, uint256 validUntil) = _windowOf(_payAt(grant, 1, HOUR + 5));
        assertEq(validAfter, HOUR - 1, "the second before");
        assertEq(validUntil, HOUR + 3599, "the last");
    }

    function test_theEndOfTheSession_isTheEndOfItsLastPeriod() public {
        Grant memory grant = unpaid(grantOf(_counting("pay(address,uint256)", "day", "calls", 3)));
        enable(grant);
        (, uint256 validUntil) = _windowOf(_payAt(grant, 1, HOUR));
        assertEq(validUntil, grant.validUntil, "before the day is over");
    }

    function test_severalPeriodsOfOneOperation_intersect() public {
        Grant memory grant =
            _open(_counting("pay(address,uint256)", "week", "2", 10), _counting("level(int8)", "hour", "calls", 3));
        bytes memory pay = abi.encodeCall(Ledger.pay, (address(1), 5));
        bytes memory level = abi.encodeCall(Ledger.level, (1));
        uint256 validAfter;
        uint256 validUntil;
        (validAfter, validUntil) = _windowOf(useAt(grant, packed(calls(pay, level)), hex"0001", HOUR));
        assertEq(validAfter, HOUR - 1, "the hour's begin");
        assertEq(validUntil, HOUR + 3599, "the hour's end");
        (validAfter, validUntil) = _windowOf(useAt(grant, packed(calls(level, level)), hex"0101", HOUR));
        assertEq(validUntil, HOUR + 3599, "the hour's end");
        (validAfter, validUntil) = _windowOf(_payAt(grant, 5, HOUR));
        assertEq(validAfter, MONDAY - 1 weeks - 1, "Monday's begin");
        assertEq(validUntil, MONDAY - 1, "Sunday's end");
    }

    function test_daysAndWeeks_beginAtMidnightAndOnMonday() public {
        Grant memory grant =
            _open(_counting("pay(address,uint256)", "week", "2", 10), _counting("level(int8)", "day", "calls", 1));
        bytes memory level = onLedger(abi.encodeCall(Ledger.level, (1)));
        handle(_payAt(grant, 10, HOUR));
        handle(useAt(grant, level, hint(1), HOUR));
        vm.warp(HOUR + 16 hours - 1);
        expectRefused(useAt(grant, level, hint(1), HOUR + 16 hours - 1), _exceeded(2, 1));
        vm.warp(HOUR + 16 hours);
        handle(useAt(grant, level, hint(1), HOUR + 16 hours));
        vm.warp(MONDAY - 1);
        expectRefused(_payAt(grant, 1, MONDAY - 1), _exceeded(11));
        vm.warp(MONDAY);
        handle(_payAt(grant, 10, MONDAY));
    }

    /// @dev What the module returns to the account.
    function _windowOf(PackedUserOperation memory op) private returns (uint256 validAfter, uint256 validUntil) {
        bytes32 hash = entryPointHash(op);
        vm.prank(address(account));
        uint256 answer = validator.validateUserOp(forModule(op), hash);
        assertEq(uint160(answer), 0, "signed");
        return (answer >> 208, uint48(answer >> 160));
    }

    function _exceeded(uint256 seen) private pure returns (bytes memory) {
        return _exceeded(seen, 10);
    }

    function _exceeded(uint256 seen, uint256 allowed) private pure returns (bytes memory) {
        return abi.encodeWithSelector(ISessionValidator.LimitExceeded.selector, seen, allowed);
    }
}
